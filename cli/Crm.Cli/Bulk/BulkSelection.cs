using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.Imports;
using Crm.Cli.Jobs;

namespace Crm.Cli.Bulk;

/// <summary>Which records a bulk change is about; needed unless a plan is named, which knows it.</summary>
internal sealed class BulkSelection
{
    private readonly Argument<string?> _resource = ImportResource.Argument(isRequired: false);

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Which records (AIP-160)",
        HelpName = "EXPRESSION",
    };

    private readonly Option<bool> _all = new("--all") { Description = "All of them, without a filter" };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "Zone of day borders in the filter",
        HelpName = "ZONE",
    };

    public BulkSelection(Command command)
    {
        _resource.Description = "What is changed: customers, opportunities …";
        command.Add(_resource);
        command.Add(_filter);
        command.Add(_all);
        command.Add(_timeZone);
    }

    public void RequireUnless(Command command, PlannedChange change) =>
        command.Validators.Add(result =>
        {
            var isSelected = result.GetValue(_filter) is null == result.GetValue(_all);
            if (!change.HasPlan(result) && (result.GetValue(_resource) is null || !isSelected))
            {
                result.AddError("Say which records: a resource, and either --filter or --all.");
            }
        });

    public string? ResourceIn(ParseResult parsed) =>
        parsed.GetValue(_resource) is { } resource ? ImportResource.Known(resource, "changed in bulk") : null;

    public JsonObject Body(ParseResult parsed)
    {
        var body = new JsonObject { ["resource"] = ResourceIn(parsed) };
        if (parsed.GetValue(_filter) is { } filter)
        {
            body["filter"] = filter;
        }
        else
        {
            body["all"] = true;
        }

        if (parsed.GetValue(_timeZone) is { } zone)
        {
            body["timeZone"] = zone;
        }

        return body;
    }
}
