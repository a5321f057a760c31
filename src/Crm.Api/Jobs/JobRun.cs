using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Crm.Api.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs;

/// <summary>
/// One taking of one job by this node. Whatever it writes is committed only together with an update of the job's row that asks for
/// the epoch of this taking: a node that only slept, while another took the job over, finds its epoch gone and changes nothing.
/// </summary>
internal sealed class JobRun(IServiceScopeFactory scopes, Job job) : IAsyncDisposable
{
    private const int PlanIdBytes = 16;

    private AsyncServiceScope? _chunks;
    private long _lastChunk = Stopwatch.GetTimestamp();
    private (long? RowsTotal, string? Findings) _description;

    // Less than nothing while a phase that begins anew has not come to where it was.
    private long _read;

    /// <summary>As it was when taken; its state says which phase is to be done.</summary>
    public Job Job => job;

    /// <summary>True when nothing is to be changed yet.</summary>
    public bool IsPlanning => job.State == JobState.Planning;

    /// <summary>The ledger that this phase writes.</summary>
    public LedgerKind Ledger => IsPlanning ? LedgerKind.Plan : LedgerKind.Result;

    /// <summary>On whose behalf the job acts.</summary>
    public Caller Caller { get; } =
        new()
        {
            KeyId = job.KeyId,
            Name = EnumText<JobKind>.Of(job.Kind),
            Scopes = ScopeSet.Parse(job.Scopes),
            Via = "job",
            RequestId = job.Id.ToString(),
        };

    /// <summary>True once a chunk was committed under this taking that no earlier one had come to.</summary>
    public bool HasProgressed { get; private set; }

    /// <summary>
    /// Does one chunk in one transaction: what the body saves, its ledger lines and the job's counters are all there or none of them.
    /// </summary>
    /// <exception cref="JobStopped">The job is not this node's any more; nothing was committed.</exception>
    public async Task<T> ChunkAsync<T>(
        Func<Work, CancellationToken, Task<(T Result, LedgerCounts Added)>> body,
        CancellationToken cancellationToken
    )
    {
        var isDone = false;
        try
        {
            await using var work = ChunkWork();
            await work.BeginPatientlyAsync(cancellationToken);
            work.KeepReserve();
            var (result, added) = await body(work, cancellationToken);
            await work.Db.SaveChangesAsync(cancellationToken);
            // Last, so that the row is locked for a moment only: others read and stop the job while the chunk is at work.
            await CountAsync(work, added, cancellationToken);
            await work.CommitAsync(cancellationToken);
            work.Db.ChangeTracker.Clear();
            isDone = true;
            _read += added.Read;
            HasProgressed |= _read >= 0;
            Measure(added);
            return result;
        }
        finally
        {
            if (!isDone)
            {
                // Whatever state it was left in, the next chunk begins with another.
                await DisposeAsync();
            }
        }
    }

    /// <summary>Takes back what an earlier taking counted, for a phase that begins anew.</summary>
    public Task BeginAgainAsync(CancellationToken cancellationToken) =>
        BeginAgainAsync((_, _) => Task.CompletedTask, cancellationToken);

    /// <summary>Takes back what an earlier taking counted, and with it the ledger it wrote, for a phase that begins anew.</summary>
    public Task BeginLedgerAgainAsync(CancellationToken cancellationToken) =>
        BeginAgainAsync((work, token) => new JobLedger(work.Db).RemoveAsync(job.Id, Ledger, token), cancellationToken);

    private Task BeginAgainAsync(Func<Work, CancellationToken, Task> remove, CancellationToken cancellationToken) =>
        ChunkAsync(
            async (work, token) =>
            {
                await remove(work, token);
                return (true, default(LedgerCounts) - job.Counts);
            },
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        if (_chunks is { } scope)
        {
            _chunks = null;
            await scope.DisposeAsync();
        }
    }

    /// <summary>
    /// The same for all chunks, and with it the connection: what SQLite keeps of the file in memory, each connection keeps for itself,
    /// and has to read again what another has written.
    /// </summary>
    private Work ChunkWork()
    {
        _chunks ??= scopes.CreateAsyncScope();
        var work = _chunks.Value.ServiceProvider.GetRequiredService<Work>().For(Caller);
        work.IsSilent = job.IsSilent;
        return work;
    }

    /// <summary>Notes what has come out about the input before its rows are done; the same again is no news.</summary>
    public async Task DescribeAsync(long? rowsTotal, JsonObject? findings, CancellationToken cancellationToken)
    {
        (long? RowsTotal, string? Findings) description = (rowsTotal, findings?.ToJsonString());
        if (description == _description)
        {
            return;
        }

        _description = description;
        await ChangeAsync(
            stored =>
            {
                stored.RowsTotal = rowsTotal ?? stored.RowsTotal;
                stored.Findings = description.Findings ?? stored.Findings;
            },
            cancellationToken
        );
    }

    /// <summary>All rows of this phase are done.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) =>
        IsPlanning ? SealPlanAsync(cancellationToken) : CompleteAsync(cancellationToken);

    /// <summary>
    /// The plan is made: the job waits for somebody to apply it. Its id is a hash of what was asked, of the files, and of what the ledger of
    /// the plan says, down to the versions of the records it met.
    /// </summary>
    public async Task SealPlanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ledger = new JobLedger(scope.ServiceProvider.GetRequiredService<CrmDb>());
        var plan = await JobPlan.OfAsync(
            ledger.ReadAsync(job.Id, LedgerKind.Plan, afterLine: 0, outcome: null, cancellationToken),
            cancellationToken
        );
        var hash = SHA256.HashData([
            .. Encoding.UTF8.GetBytes($"{EnumText<JobKind>.Of(job.Kind)} {job.Resource} {job.Options}"),
            .. job.Files.OrderBy(file => file.Number).SelectMany(file => Convert.FromHexString(file.Sha256)),
            .. await ledger.HashAsync(job.Id, LedgerKind.Plan, cancellationToken),
        ]);
        var planId = $"plan_{Convert.ToHexStringLower(hash.AsSpan(0, PlanIdBytes))}";
        var summary = JsonSerializer.Serialize(plan, Json.TypeInfo<JobPlan>());
        await ChangeAsync(
            (stored, now) =>
            {
                stored.FinishPlan(planId, summary);
                if (stored.ScheduleId is not null)
                {
                    stored.BeginApply(planId, now);
                }
            },
            cancellationToken
        );
    }

    /// <summary>All rows are done.</summary>
    public Task CompleteAsync(CancellationToken cancellationToken) =>
        ChangeAsync(
            (stored, now) =>
            {
                stored.Complete(now);
                MeasureOne(LineOutcome.Unprocessed, stored.Unprocessed);
            },
            cancellationToken
        );

    public Task FailAsync(string code, string detail) =>
        ChangeAsync((stored, now) => stored.Fail(code, detail, now), CancellationToken.None);

    /// <summary>Pauses it until somebody has put right what is named.</summary>
    public Task PauseAsync(string code, string detail) =>
        ChangeAsync(stored => stored.Pause(code, detail), CancellationToken.None);

    /// <summary>Gives it back as it is, for any node to take up.</summary>
    /// <returns>False when the job was not this node's any more.</returns>
    public async Task<bool> ReleaseAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller);
        await work.BeginPatientlyAsync(CancellationToken.None);
        var updated = await Mine(work)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.Owner, (string?)null), CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return updated == 1;
    }

    /// <summary>Shows other nodes that this one is alive.</summary>
    /// <returns>False when the job is not this node's any more.</returns>
    public async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller);
        await work.BeginAsync(cancellationToken);
        var updated = await Mine(work)
            .ExecuteUpdateAsync(
                set => set.SetProperty(stored => stored.Beat, stored => stored.Beat + 1),
                cancellationToken
            );
        await work.CommitAsync(cancellationToken);
        return updated == 1;
    }

    /// <summary>Whether this taking still holds, by a look that writes nothing.</summary>
    public async Task<bool> IsMineAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Mine(scope.ServiceProvider.GetRequiredService<Work>().For(Caller)).AnyAsync(cancellationToken);
    }

    /// <summary>The job's row as long as this taking holds.</summary>
    private IQueryable<Job> Mine(Work work) =>
        work.Query<Job>()
            .Where(stored => stored.Id == job.Id && stored.Epoch == job.Epoch && stored.State == job.State);

    /// <summary>Straight in the table: progress is no event, but it does move the version, or a poller's ETag would never change.</summary>
    private async Task CountAsync(Work work, LedgerCounts added, CancellationToken cancellationToken)
    {
        var milliseconds = (long)Stopwatch.GetElapsedTime(_lastChunk).TotalMilliseconds;
        var updated = await Mine(work)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(stored => stored.RowsRead, stored => stored.RowsRead + added.Read)
                        .SetProperty(stored => stored.Created, stored => stored.Created + added.Created)
                        .SetProperty(stored => stored.Updated, stored => stored.Updated + added.Updated)
                        .SetProperty(stored => stored.Unchanged, stored => stored.Unchanged + added.Unchanged)
                        .SetProperty(stored => stored.Duplicate, stored => stored.Duplicate + added.Duplicate)
                        .SetProperty(stored => stored.Rejected, stored => stored.Rejected + added.Rejected)
                        .SetProperty(stored => stored.Unprocessed, stored => stored.Unprocessed + added.Unprocessed)
                        .SetProperty(stored => stored.Deleted, stored => stored.Deleted + added.Deleted)
                        .SetProperty(stored => stored.RunMilliseconds, stored => stored.RunMilliseconds + milliseconds)
                        .SetProperty(stored => stored.Beat, stored => stored.Beat + 1)
                        .SetProperty(stored => stored.Version, stored => stored.Version + 1)
                        .SetProperty(stored => stored.UpdateTime, work.Now),
                cancellationToken
            );
        if (updated == 0)
        {
            throw new JobStopped();
        }

        _lastChunk = Stopwatch.GetTimestamp();
    }

    private Task ChangeAsync(Action<Job> change, CancellationToken cancellationToken) =>
        ChangeAsync((stored, _) => change(stored), cancellationToken);

    /// <summary>A step of the job's life, which the feed tells of.</summary>
    private async Task ChangeAsync(Action<Job, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller);
        await work.BeginPatientlyAsync(cancellationToken);
        await work.HoldAsync<Job>(job.Id, cancellationToken);
        var stored = await Mine(work).FirstOrDefaultAsync(cancellationToken) ?? throw new JobStopped();
        change(stored, work.Now);
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Rows that only wait for others are measured once they are done.</summary>
    private static void Measure(LedgerCounts added)
    {
        foreach (var outcome in Enum.GetValues<LineOutcome>().Where(outcome => outcome != LineOutcome.Unprocessed))
        {
            MeasureOne(outcome, added[outcome]);
        }
    }

    private static void MeasureOne(LineOutcome outcome, long rows)
    {
        if (rows > 0)
        {
            CrmMetrics.JobRows.Add(
                rows,
                new KeyValuePair<string, object?>("outcome", EnumText<LineOutcome>.Of(outcome))
            );
        }
    }
}
