using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs watch`: follows a job until it is over, planned or paused; Ctrl-C leaves it running.</summary>
internal sealed class WatchJobCommand : RecordCommand
{
    public WatchJobCommand(CommandScope scope)
        : base("watch", "Follow a job until it is over, planned or paused; Ctrl-C leaves it running.")
    {
        Examples = ["crm jobs watch --last", $"crm jobs watch {JobNoun.Noun.ExampleId} --wait=10m"];
        var selection = new JobSelection(this);
        var waiting = new Waiting(this, canStart: false);
        Runs(
            scope,
            JobCounts.Columns,
            () => scope.Contract.AnswerFields(JobNoun.Noun.RecordPath),
            async (session, writer, parsed, cancellationToken) =>
            {
                var id = selection.Of(parsed, session);
                var watch = new JobWatch(session);
                var job = await watch.FollowAsync(id, waiting.Patience(parsed), rows: null, cancellationToken);
                return await JobOutcome.WriteAsync(job, session, writer, cancellationToken);
            }
        );
    }
}
