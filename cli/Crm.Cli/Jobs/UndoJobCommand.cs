using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs undo`: takes back what an import or a bulk change did, with a plan like any other change.</summary>
internal sealed class UndoJobCommand : RecordCommand
{
    private readonly Option<bool> _force = new("--force")
    {
        Description = "Take back also what somebody has changed again since",
    };

    public UndoJobCommand(CommandScope scope)
        : base("undo", "Take back what a job did; what was changed again since stays, unless forced.")
    {
        Examples = ["crm jobs undo --last --dry-run", "crm jobs undo --last --yes"];
        Options.Add(_force);
        var change = new PlannedChange(this, "undo");
        var selection = new JobSelection(this, isNeeded: result => !change.HasPlan(result));
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            (session, writer, parsed, cancellationToken) =>
                change.RunAsync(
                    session,
                    writer,
                    parsed,
                    resource: null,
                    () =>
                        new ApiRequest(
                            HttpMethod.Post,
                            ApiRequest.PathOf("jobs", selection.Of(parsed, session), "undo")
                        ),
                    parsed.GetValue(_force) ? new JsonObject { ["force"] = true } : null,
                    cancellationToken
                )
        );
    }
}
