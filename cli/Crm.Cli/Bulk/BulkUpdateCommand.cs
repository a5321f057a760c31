using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Bulk;

/// <summary>`crm bulk update RESOURCE --filter … --set field=value`: the same change to all records a filter finds.</summary>
internal sealed class BulkUpdateCommand : RecordCommand
{
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set a field by its path: path=text, or path:=JSON (repeatable; :=null clears)",
        HelpName = "PATH=VALUE",
    };

    private readonly Option<string?> _patch = new("--patch")
    {
        Description = "Start from this JSON merge patch",
        HelpName = "JSON",
    };

    private readonly Option<string?> _multiValue = new("--multi-value")
    {
        Description = "What values do to a stored list such as tags (default replace)",
    };

    private readonly CommandScope _scope;

    public BulkUpdateCommand(CommandScope scope)
        : base("update", "Make the same change to all records that a filter finds.")
    {
        _scope = scope;
        Examples =
        [
            "crm bulk update customers --filter 'source = \"web\"' --set lifecycleStage=prospect --dry-run",
            "crm bulk update customers --filter 'source = \"web\"' --patch '{\"tags\":[\"web\"]}' --multi-value append --yes",
        ];
        var selection = new BulkSelection(this);
        Options.Add(_set);
        Options.Add(_patch);
        Options.Add(_multiValue);
        _multiValue.AcceptOnlyFromAmong("replace", "append");
        var change = new PlannedChange(this, "bulkUpdate");
        selection.RequireUnless(this, change);
        Validators.Add(result =>
        {
            if (
                !change.HasPlan(result)
                && result.GetValue(_patch) is null
                && result.GetValue(_set) is not { Length: > 0 }
            )
            {
                result.AddError("Say what is to change, with --set or --patch.");
            }
        });
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            (session, writer, parsed, cancellationToken) =>
                change.RunAsync(
                    session,
                    writer,
                    parsed,
                    selection.ResourceIn(parsed),
                    () =>
                        new ApiRequest(HttpMethod.Post, "/v1/bulk-updates")
                        {
                            Content = ApiRequest.Json(WithPatch(selection.Body(parsed), parsed)),
                        },
                    insistence: null,
                    cancellationToken
                )
        );
    }

    private JsonObject WithPatch(JsonObject body, ParseResult parsed)
    {
        var patch = parsed.GetValue(_patch) is { } text ? Parse(text) : [];
        var fields = _scope.Contract.BodyFields(HttpMethod.Patch, $"/v1/{body["resource"]}/{{id}}");
        foreach (var assignment in parsed.GetValue(_set) ?? [])
        {
            BodyAssignment.Apply(patch, assignment, fields);
        }

        body["patch"] = patch;
        if (parsed.GetValue(_multiValue) is { } multiValue)
        {
            body["multiValue"] = multiValue;
        }

        return body;
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject ?? throw Failure.Usage("--patch takes a JSON object.");
        }
        catch (JsonException invalid)
        {
            throw Failure.Usage($"--patch is not JSON: {invalid.Message}", "set single fields with --set field=value");
        }
    }
}
