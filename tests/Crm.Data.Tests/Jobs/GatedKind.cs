using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Data.Tests.Jobs;

/// <summary>A kind of job that does a chunk whenever the test lets it, and nothing but ledger lines.</summary>
internal sealed class GatedKind(JobGate gate, JobLedger ledger) : IJobKind
{
    public const int Chunks = 5;
    public const int ChunkRows = 7;
    public const int Rows = Chunks * ChunkRows;

    private const int FirstLine = 2;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var last = await ledger.LastAsync(run.Job.Id, run.Ledger, cancellationToken);
        var done = last is null ? 0 : (int)((last.Line - FirstLine) / ChunkRows) + 1;
        for (var position = done; position < Chunks; position++)
        {
            await gate.PassAsync(cancellationToken);
            await DoAsync(run, run.Ledger, position, cancellationToken);
        }

        await run.FinishAsync(cancellationToken);
    }

    /// <summary>One chunk, which has a line of each outcome.</summary>
    public static Task DoAsync(
        JobRun run,
        LedgerKind kind,
        int position,
        CancellationToken cancellationToken = default
    ) =>
        run.ChunkAsync(
            async (work, token) =>
            {
                var lines = Enum.GetValues<LineOutcome>()
                    .Select(outcome => new LedgerLine
                    {
                        Line = FirstLine + (position * ChunkRows) + (int)outcome,
                        Outcome = outcome,
                        Code = $"{kind}",
                    })
                    .ToList();
                return (position, await new JobLedger(work.Db).AppendAsync(run.Job.Id, kind, lines, token));
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
