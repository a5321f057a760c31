using Crm.Api.Data;
using Crm.Api.Http;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs;

/// <summary>Loads the job that a path names.</summary>
internal static class JobRows
{
    /// <summary>Refuses with 410 what needs a ledger that retention has removed.</summary>
    public static void CheckHasResults(this Job job)
    {
        if (job.ResultsRemovedTime is not null)
        {
            throw new ProblemException(
                Problem.Of(410, "results-removed", "The job ended long ago; its file and ledger were removed.")
            );
        }
    }

    /// <summary>
    /// The job that a path names, locked, to be changed. Its version moves with each chunk; without the lock, whoever wants to stop a busy
    /// job would lose to the next chunk again and again.
    /// </summary>
    public static async Task<Job> LoadJobAsync(this Work work, IdOrNumber id, CancellationToken cancellationToken)
    {
        var found =
            await id.FindAsync(work.Query<Job>().AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("job", id.Text));
        await work.HoldAsync<Job>(found.Id, cancellationToken);
        return await work.Query<Job>()
            .Include(job => job.Files)
            .FirstAsync(job => job.Id == found.Id, cancellationToken);
    }
}
