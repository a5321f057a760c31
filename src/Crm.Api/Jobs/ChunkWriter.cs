using System.Diagnostics;
using Crm.Api.Data;
using Crm.Api.Jobs.Ledger;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Jobs;

/// <summary>Says of each row of a chunk what becomes of it, in their order; unless planning, that has been saved then.</summary>
internal delegate Task<IReadOnlyList<LedgerLine>> DecideRows<TRow>(
    IReadOnlyList<TRow> rows,
    Work work,
    CancellationToken cancellationToken
);

/// <summary>
/// Takes the rows of a job through one transaction for each chunk: decided, saved unless this is only a plan, and entered in the ledger.
/// A row that the database refuses is found by halving the chunk, and does not take the others with it.
/// </summary>
/// <param name="run">The job.</param>
/// <param name="engine">Knows what the database refuses.</param>
/// <param name="refused">The line of a row that the database refused.</param>
/// <param name="goesBackwards">True when the ledger is filled from its end.</param>
internal sealed class ChunkWriter<TRow>(
    JobRun run,
    DatabaseEngine engine,
    Func<TRow, RowRejected, LedgerLine> refused,
    bool goesBackwards = false
)
{
    private readonly ChunkSize _size = new(engine);
    private IModel? _model;

    private delegate Task<LedgerCounts> EnterLines(
        JobLedger ledger,
        IReadOnlyList<LedgerLine> lines,
        CancellationToken cancellationToken
    );

    /// <summary>How many rows the next chunk should have.</summary>
    public int Rows => _size.Rows;

    /// <summary>Does rows that are new to the ledger.</summary>
    public Task AppendAsync(IReadOnlyList<TRow> rows, DecideRows<TRow> decide, CancellationToken cancellationToken) =>
        WriteAsync(
            rows,
            decide,
            (ledger, lines, token) => ledger.AppendAsync(run.Job.Id, run.Ledger, lines, token),
            cancellationToken
        );

    /// <summary>Does rows that the ledger has as unprocessed.</summary>
    public Task SettleAsync(IReadOnlyList<TRow> rows, DecideRows<TRow> decide, CancellationToken cancellationToken) =>
        WriteAsync(
            rows,
            decide,
            (ledger, lines, token) => ledger.SettleAsync(run.Job.Id, run.Ledger, lines, token),
            cancellationToken
        );

    private async Task WriteAsync(
        IReadOnlyList<TRow> rows,
        DecideRows<TRow> decide,
        EnterLines enter,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var start = 0L;
            await run.ChunkAsync(
                async (work, token) =>
                {
                    start = Stopwatch.GetTimestamp();
                    _model = work.Db.Model;
                    work.IsRehearsal = run.IsPlanning;
                    var lines = await decide(rows, work, token);
                    if (run.IsPlanning)
                    {
                        // What was prepared to see whether it works is not to be saved with the plan.
                        work.Db.ChangeTracker.Clear();
                    }

                    var counts = await enter(new JobLedger(work.Db), lines, token);
                    return (lines, counts);
                },
                cancellationToken
            );
            _size.Learn(rows.Count, Stopwatch.GetElapsedTime(start));
        }
        catch (Exception failure) when (WriteRefusals.Of(failure, engine, _model) is { } refusal)
        {
            await NarrowAsync(rows, refusal, decide, enter, cancellationToken);
        }
    }

    private async Task NarrowAsync(
        IReadOnlyList<TRow> rows,
        RowRejected refusal,
        DecideRows<TRow> decide,
        EnterLines enter,
        CancellationToken cancellationToken
    )
    {
        if (rows is [var only])
        {
            var line = refused(only, refusal);
            await run.ChunkAsync(
                async (work, token) => (line, await enter(new JobLedger(work.Db), [line], token)),
                cancellationToken
            );
            return;
        }

        var half = rows.Count / 2;
        IReadOnlyList<TRow>[] halves =
        [
            [.. rows.Take(half)],
            [.. rows.Skip(half)],
        ];
        foreach (var part in goesBackwards ? halves.Reverse() : halves)
        {
            await WriteAsync(part, decide, enter, cancellationToken);
        }
    }
}
