using System.Diagnostics;
using Crm.Api.Access;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Jobs;

/// <summary>
/// Finds jobs that need a node and takes them. A job is free when it has no owner, or when its row has not moved for a full lease
/// while this node looked on, by this node's own monotonic clock: no clock is ever compared with another node's, so that skew and
/// a virtual clock do no harm. Who wrongly takes a slow owner for dead only costs it a chunk: the epoch decides who may commit.
/// </summary>
internal sealed class JobLeases(IServiceScopeFactory scopes, IOptions<JobOptions> options, JobLane lane)
{
    private static readonly string Node = $"{Environment.MachineName}:{Environment.ProcessId}";

    // Only the loop of its lane calls this class, so that nothing here is shared between threads.
    private readonly Dictionary<Guid, Sighting> _watched = [];

    /// <summary>Takes the oldest free job of the lane, urgent ones before the others, or none.</summary>
    public async Task<JobRun?> TakeAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("jobs"));
        var jobs = await work.Query<Job>()
            .AsNoTracking()
            .Where(job => job.State == JobState.Planning || job.State == JobState.Running)
            .Where(job => (job.Kind == JobKind.Outreach) == (lane == JobLane.Outreach))
            .OrderByDescending(job => job.IsUrgent)
            .ThenBy(job => job.Id)
            .Select(job => new Candidate(job.Id, job.Owner, job.Epoch, job.Beat))
            .ToListAsync(cancellationToken);
        Watch(jobs);
        foreach (var job in jobs.Where(IsFree))
        {
            if (await TakeAsync(work, job, cancellationToken) is { } taken)
            {
                return new JobRun(scopes, taken);
            }
        }

        return null;
    }

    /// <summary>For the start of a process that owns its database: whoever held a job then is no more.</summary>
    public async Task VoidAllAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("jobs"));
        await work.BeginAsync(cancellationToken);
        await work.Query<Job>()
            .Where(job => job.Owner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.Owner, (string?)null), cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static async Task<Job?> TakeAsync(Work work, Candidate seen, CancellationToken cancellationToken)
    {
        await work.BeginAsync(cancellationToken);
        // As it was seen, or another node was quicker, or its owner lives.
        var updated = await work.Query<Job>()
            .Where(job => job.Id == seen.Id && job.Epoch == seen.Epoch && job.Beat == seen.Beat)
            .Where(job => job.State == JobState.Planning || job.State == JobState.Running)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(job => job.Owner, Node)
                        .SetProperty(job => job.Epoch, job => job.Epoch + 1)
                        .SetProperty(job => job.Beat, job => job.Beat + 1)
                        .SetProperty(job => job.StartTime, job => job.StartTime ?? work.Now)
                        .SetProperty(job => job.Version, job => job.Version + 1)
                        .SetProperty(job => job.UpdateTime, work.Now),
                cancellationToken
            );
        var taken =
            updated == 0
                ? null
                : await work.Query<Job>()
                    .Include(job => job.Files)
                    .AsNoTracking()
                    .FirstAsync(job => job.Id == seen.Id, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return taken;
    }

    private void Watch(List<Candidate> jobs)
    {
        foreach (var gone in _watched.Keys.Except(jobs.Select(job => job.Id)).ToList())
        {
            _watched.Remove(gone);
        }

        foreach (var job in jobs)
        {
            if (!_watched.TryGetValue(job.Id, out var last) || last.Job != job)
            {
                _watched[job.Id] = new Sighting(job, Stopwatch.GetTimestamp());
            }
        }
    }

    private bool IsFree(Candidate job) =>
        job.Owner is null
        || Stopwatch.GetElapsedTime(_watched[job.Id].Since).TotalSeconds >= options.Value.LeaseSeconds;

    /// <summary>A job's row, as far as its owner moves it.</summary>
    private sealed record Candidate(Guid Id, string? Owner, long Epoch, long Beat);

    /// <summary>How long this node has seen a row stand still.</summary>
    private sealed record Sighting(Candidate Job, long Since);
}
