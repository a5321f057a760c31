using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>`crm customers list`: filters, sorts, and follows the cursor.</summary>
internal sealed class ListCommand : RecordCommand
{
    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only records that fit (AIP-160)",
        HelpName = "EXPRESSION",
    };

    private readonly Option<string?> _orderBy = new("--order-by")
    {
        Description = "Sort: createTime desc,name",
        HelpName = "FIELDS",
    };

    private readonly Option<string?> _expand = new("--expand")
    {
        Description = "Include linked records: owner",
        HelpName = "FIELDS",
    };

    private readonly Option<bool> _showDeleted = new("--show-deleted") { Description = "Include the trash" };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "Zone of day borders in the filter",
        HelpName = "ZONE",
    };

    public ListCommand(Noun noun, CommandScope scope)
        : base("list", $"List {noun.Name}.")
    {
        Examples =
        [
            $"crm {noun.Name} list --filter '{noun.ExampleFilter}' --order-by 'createTime desc'",
            $"crm {noun.Name} list --all --output csv > {noun.Name}.csv",
            $"crm {noun.Name} list --json {string.Join(',', noun.Columns.Take(3))}",
        ];
        Options.Add(_filter);
        Options.Add(_orderBy);
        var paging = new Paging(this);
        Options.Add(_expand);
        Options.Add(_showDeleted);
        Options.Add(_timeZone);
        Runs(
            scope,
            noun,
            (session, writer, parsed, cancellationToken) =>
                paging.RunAsync(RequestFor(noun, parsed, session.Output), session, writer, parsed, cancellationToken)
        );
    }

    private ApiRequest RequestFor(Noun noun, ParseResult parsed, OutputChoice output)
    {
        var showsColumns = output is { Fields: null, Format: OutputFormat.Table or OutputFormat.Csv };
        var expand = parsed.GetValue(_expand) ?? (showsColumns ? noun.Expand : null);
        return new ApiRequest(HttpMethod.Get, noun.Path)
        {
            Query =
            [
                ("filter", parsed.GetValue(_filter)),
                ("orderBy", parsed.GetValue(_orderBy) ?? noun.Order),
                ("expand", expand),
                ("showDeleted", parsed.GetValue(_showDeleted) ? "true" : null),
                ("timeZone", parsed.GetValue(_timeZone)),
                // A field mask would cut off what --expand adds.
                ("fields", expand is null && output.Fields is { } fields ? string.Join(',', fields) : null),
            ],
        };
    }
}
