using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Jobs.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Jobs;

/// <summary>
/// Ends jobs that nobody went on with, and removes the files, plan and ledger of those that ended long ago. The job itself stays: it is
/// small, and says what was done and by whom.
/// </summary>
internal sealed class JobRetention(IServiceScopeFactory scopes, IOptions<JobOptions> options)
{
    private const int JobsAtOnce = 100;
    private const int ChunksAtOnce = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await AbandonedAsync(cancellationToken))
        {
            await AbandonAsync(id, cancellationToken);
        }

        foreach (var (id, jobKind) in await DueAsync(cancellationToken))
        {
            // The ledger first, in small transactions that let others write between; stopped halfway, the next round finds the rest.
            foreach (var kind in Enum.GetValues<LedgerKind>())
            {
                while (await RemoveChunksAsync(id, kind, cancellationToken) == ChunksAtOnce) { }
            }

            while (await RemoveFindingsAsync(id, jobKind, cancellationToken)) { }

            await RemoveResultsAsync(id, cancellationToken);
        }
    }

    private async Task<List<Guid>> AbandonedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        return await Abandoned(work)
            .OrderBy(job => job.Id)
            .Select(job => job.Id)
            .Take(JobsAtOnce)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<Job> Abandoned(Work work)
    {
        var before = work.Now.AddDays(-options.Value.AbandonedDays);
        return work.Query<Job>()
            .Where(job =>
                job.State == JobState.Created || job.State == JobState.Uploading || job.State == JobState.Planned
            )
            .Where(job => job.UpdateTime < before);
    }

    private async Task AbandonAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        await work.BeginAsync(cancellationToken);
        await work.HoldAsync<Job>(id, cancellationToken);
        if (await Abandoned(work).FirstOrDefaultAsync(job => job.Id == id, cancellationToken) is { } job)
        {
            job.Abandon(work.Now);
            await work.Db.SaveChangesAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private async Task<List<(Guid Id, JobKind Kind)>> DueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        var before = work.Now.AddDays(-options.Value.RetentionDays);
        var due = await work.Query<Job>()
            .Where(job => job.EndTime < before || (job.EndTime != null && job.ErrorCode == Job.AbandonedCode))
            .Where(job => job.ResultsRemovedTime == null)
            .OrderBy(job => job.Id)
            .Select(job => new { job.Id, job.Kind })
            .Take(JobsAtOnce)
            .ToListAsync(cancellationToken);
        return due.ConvertAll(job => (job.Id, job.Kind));
    }

    private async Task<bool> RemoveFindingsAsync(Guid jobId, JobKind jobKind, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (scope.ServiceProvider.GetKeyedService<IJobFindings>(jobKind) is not { } findings)
        {
            return false;
        }

        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        await work.BeginAsync(cancellationToken);
        var isLeft = await findings.RemoveSomeAsync(work, jobId, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return isLeft;
    }

    private async Task<int> RemoveChunksAsync(Guid jobId, LedgerKind kind, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        await work.BeginAsync(cancellationToken);
        var chunks = work.Db.Set<LedgerChunk>().Where(chunk => chunk.JobId == jobId && chunk.Kind == kind);
        var positions = await chunks
            .OrderBy(chunk => chunk.Position)
            .Select(chunk => chunk.Position)
            .Take(ChunksAtOnce)
            .ToListAsync(cancellationToken);
        if (positions.Count > 0)
        {
            var last = positions[^1];
            await chunks.Where(chunk => chunk.Position <= last).ExecuteDeleteAsync(cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return positions.Count;
    }

    /// <summary>The bytes of the files are swept away once nobody refers to them.</summary>
    private async Task RemoveResultsAsync(Guid jobId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("retention"));
        await work.BeginAsync(cancellationToken);
        var job = await work.Query<Job>()
            .Include(job => job.Files)
            .FirstAsync(job => job.Id == jobId, cancellationToken);
        job.RemoveResults(work.Now);
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
