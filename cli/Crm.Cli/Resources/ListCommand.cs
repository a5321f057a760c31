using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>`crm customers list`: filters, sorts, and follows the cursor.</summary>
internal sealed class ListCommand : ToolCommand
{
    private const int TerminalLimit = 100;

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

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = $"At most this many (default {TerminalLimit} on a terminal, otherwise all)",
        HelpName = "NUMBER",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Every record, also on a terminal" };

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
        Options.Add(_limit);
        Options.Add(_all);
        Options.Add(_expand);
        Options.Add(_showDeleted);
        Options.Add(_timeZone);
        _limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is <= 0)
            {
                result.AddError("--limit takes a number above 0; --all lists everything.");
            }
        });
        Validators.Add(result =>
        {
            if (result.GetResult(_limit) is not null && result.GetValue(_all))
            {
                result.AddError("--limit and --all contradict each other; give one of them.");
            }
        });
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                var writer = RecordOutput.Open(
                    session,
                    noun.Columns,
                    () => scope.Contract.AnswerFields(noun.RecordPath)
                );
                return writer is null
                    ? ExitCode.Ok
                    : await RunAsync(
                        RequestFor(noun, parsed, session.Output),
                        LimitFor(parsed, session),
                        session,
                        writer,
                        cancellationToken
                    );
            }
        );
    }

    internal static async Task<ExitCode> RunAsync(
        ApiRequest request,
        (int? Count, bool IsOurs) limit,
        Session session,
        RecordWriter writer,
        CancellationToken cancellationToken
    )
    {
        var records = session.Client.ListAsync(request, limit.Count, cancellationToken);
        var count = await writer.WriteListAsync(records);
        if (limit.IsOurs && count == limit.Count)
        {
            await session.Shell.Error.WriteLineAsync($"Showing the first {count}. See more with --limit or --all.");
        }
        else if (count == 0 && session.Output.Format == OutputFormat.Table)
        {
            await session.Shell.Error.WriteLineAsync("Nothing found.");
        }

        return ExitCode.Ok;
    }

    private ApiRequest RequestFor(Noun noun, ParseResult parsed, OutputChoice output)
    {
        var expand = parsed.GetValue(_expand);
        return new ApiRequest(HttpMethod.Get, noun.Path)
        {
            Query =
            [
                ("filter", parsed.GetValue(_filter)),
                ("orderBy", parsed.GetValue(_orderBy)),
                ("expand", expand),
                ("showDeleted", parsed.GetValue(_showDeleted) ? "true" : null),
                ("timeZone", parsed.GetValue(_timeZone)),
                // A field mask would cut off what --expand adds.
                ("fields", expand is null && output.Fields is { } fields ? string.Join(',', fields) : null),
            ],
        };
    }

    private (int? Count, bool IsOurs) LimitFor(ParseResult parsed, Session session) =>
        parsed.GetValue(_limit) is { } limit ? (limit, false)
        : parsed.GetValue(_all) || !session.Shell.IsOutputTerminal ? (null, false)
        : (TerminalLimit, true);
}
