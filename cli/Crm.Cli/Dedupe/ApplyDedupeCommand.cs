using System.CommandLine;
using System.Globalization;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe apply PLANID`: merges what a plan says.</summary>
internal sealed class ApplyDedupeCommand : RecordCommand
{
    private readonly Argument<string> _plan = new("plan")
    {
        Description = "Id of the plan, as `crm dedupe plan` says it",
        HelpName = "PLANID",
    };

    public ApplyDedupeCommand(CommandScope scope)
        : base("apply", "Merge what a plan says; `crm jobs undo` takes it back.")
    {
        Examples = ["crm dedupe apply plan_5f0c1d2b7a9e4c3d8b6a1f2e3d4c5b6a", "crm jobs undo --last"];
        Arguments.Add(_plan);
        var waiting = new Waiting(this, canStart: true);
        var confirmation = new Confirmation(this);
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            async (session, writer, parsed, cancellationToken) =>
            {
                var planned = await JobPlan.FindAsync(
                    parsed.GetValue(_plan)!,
                    "bulkMerge",
                    resource: null,
                    session,
                    cancellationToken
                );
                var clusters = JobCounts.Of(planned, "updated");
                var question = string.Create(
                    CultureInfo.InvariantCulture,
                    $"This merges {clusters:N0} clusters of customers."
                );
                await confirmation.RequireCountAsync(session, parsed, question, clusters, cancellationToken);
                var job = await JobPlan.ApplyAsync(
                    planned,
                    insistence: null,
                    IdempotencyKey.New(session.Shell.Clock),
                    session,
                    cancellationToken
                );
                job = await waiting.FollowAsync(job, session, parsed, cancellationToken);
                return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
            }
        );
    }
}
