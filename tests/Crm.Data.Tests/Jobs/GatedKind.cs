using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Data.Tests.Jobs;

/// <summary>A kind of job that does a chunk whenever the test lets it, and nothing but ledger lines.</summary>
internal sealed class GatedKind(JobGate gate, JobLedger ledger) : IJobKind
{
    public const int Chunks = 5;
    public const int ChunkRows = 7;
    public const int Rows = Chunks * ChunkRows;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var kind = run.Job.State == JobState.Planning ? LedgerKind.Plan : LedgerKind.Result;
        var done = await ledger.CountAsync(run.Job.Id, kind, cancellationToken);
        for (var position = done; position < Chunks; position++)
        {
            await gate.PassAsync(cancellationToken);
            await DoAsync(run, kind, position, cancellationToken);
        }

        if (kind == LedgerKind.Plan)
        {
            await run.SealPlanAsync(cancellationToken);
        }
        else
        {
            await run.CompleteAsync(cancellationToken);
        }
    }

    /// <summary>One chunk, which has a line of each outcome.</summary>
    public static Task DoAsync(
        JobRun run,
        LedgerKind kind,
        int position,
        CancellationToken cancellationToken = default
    ) =>
        run.ChunkAsync(
            (work, _) =>
            {
                var lines = Enum.GetValues<LineOutcome>()
                    .Select(outcome => new LedgerLine
                    {
                        Line = 2 + (position * ChunkRows) + (int)outcome,
                        Outcome = outcome,
                        Code = $"{kind}",
                    })
                    .ToList();
                new JobLedger(work.Db).Add(run.Job.Id, kind, position, lines);
                return Task.FromResult((position, LedgerCounts.Of(lines)));
            },
            cancellationToken
        );
}

/// <summary>Where jobs of a test wait before each chunk.</summary>
internal sealed class JobGate : IDisposable
{
    private readonly SemaphoreSlim _passes = new(0);
    private Exception? _next;

    public void LetPass(int chunks) => _passes.Release(chunks);

    /// <summary>Who passes next meets this.</summary>
    public void LetFail(Exception failure)
    {
        _next = failure;
        _passes.Release();
    }

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        await _passes.WaitAsync(cancellationToken);
        if (Interlocked.Exchange(ref _next, null) is { } failure)
        {
            throw failure;
        }
    }

    public void Dispose() => _passes.Dispose();
}
