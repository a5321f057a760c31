using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Finds the run that a path names.</summary>
internal static class RunRows
{
    public static async Task<Job> FindRunAsync(this Work work, IdOrNumber id, CancellationToken cancellationToken) =>
        await id.FindAsync(work.Query<Job>().AsNoTracking().Where(job => job.Kind == JobKind.Dedupe), cancellationToken)
        ?? throw new ProblemException(Problem.NotFound("dedupeRun", id.Text));

    /// <summary>The same, for what only a complete run has, and only who may read customers may see.</summary>
    public static async Task<Job> FindCompleteRunAsync(
        this Work work,
        IdOrNumber id,
        CancellationToken cancellationToken
    )
    {
        var run = await work.FindRunAsync(id, cancellationToken);
        work.Caller.CheckRead(run.Resource);
        run.CheckHasResults();
        return run.State == JobState.Completed
            ? run
            : throw RuleBroken.State(
                "run-not-complete",
                $"The run is {EnumText<JobState>.Of(run.State)}; only a completed one has found something."
            );
    }
}
