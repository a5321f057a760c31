using System.Diagnostics;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Imports;

/// <summary>Takes chunks of rows through one transaction each: decided, saved unless this is only a plan, and entered in the ledger.</summary>
internal sealed class ChunkSaver(
    ImportContext import,
    JobRun run,
    RowDecider decider,
    ReferenceResolver references,
    DatabaseEngine engine
)
{
    private readonly bool _plans = run.Job.State == JobState.Planning;
    private IModel? _model;

    private readonly ChunkSize _size = new(engine);

    /// <summary>How many rows the next chunk should have.</summary>
    public int ChunkRows => _size.Rows;

    private LedgerKind Kind => _plans ? LedgerKind.Plan : LedgerKind.Result;

    /// <summary>Takes note of a row that the ledger has already.</summary>
    public void Remember(MappedRow row, LedgerLine line)
    {
        if (line.Outcome is LineOutcome.Created or LineOutcome.Updated or LineOutcome.Unchanged)
        {
            // A row that names other records has no form before those are known, but its own keys can be told without them.
            row.Form ??= import.Target.Parse(row.Body);
            decider.Remember(row, line.RecordId);
        }

        if (_plans)
        {
            Promise([row], [line]);
        }
    }

    /// <summary>Does rows that are new to the ledger.</summary>
    public Task AddAsync(IReadOnlyList<MappedRow> rows, bool mayWait, CancellationToken cancellationToken) =>
        SaveAsync(rows, mayWait, AppendAsync, cancellationToken);

    /// <summary>Does rows that wait in the ledger.</summary>
    public Task SettleAsync(IReadOnlyList<MappedRow> rows, bool mayWait, CancellationToken cancellationToken) =>
        SaveAsync(rows, mayWait, ReplaceAsync, cancellationToken);

    private async Task<LedgerCounts> AppendAsync(
        IReadOnlyList<LedgerLine> lines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ledger = new JobLedger(work.Db);
        var position = await ledger.CountAsync(run.Job.Id, Kind, cancellationToken);
        ledger.Add(run.Job.Id, Kind, position, lines);
        return LedgerCounts.Of(lines);
    }

    /// <summary>Waiting rows may lie in many chunks of the ledger; each of those is written again.</summary>
    private async Task<LedgerCounts> ReplaceAsync(
        IReadOnlyList<LedgerLine> settled,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ledger = new JobLedger(work.Db);
        var added = default(LedgerCounts);
        var news = settled.ToDictionary(line => line.Line);
        foreach (var chunk in await ledger.OpenChunksAsync(run.Job.Id, Kind, [.. news.Keys], cancellationToken))
        {
            var before = LedgerCodec.Decode(chunk.Lines);
            var after = before.ConvertAll(line => news.GetValueOrDefault(line.Line, line));
            chunk.Hold(after);
            added += LedgerCounts.Of(after) - LedgerCounts.Of(before);
        }

        return added;
    }

    private async Task SaveAsync(
        IReadOnlyList<MappedRow> rows,
        bool mayWait,
        Func<IReadOnlyList<LedgerLine>, Work, CancellationToken, Task<LedgerCounts>> enter,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await run.ChunkAsync(
                async (work, token) =>
                {
                    var start = Stopwatch.GetTimestamp();
                    var lines = await DecideAsync(rows, mayWait, work, token);
                    var counts = await enter(lines, work, token);
                    _size.Learn(rows.Count, Stopwatch.GetElapsedTime(start));
                    return (lines, counts);
                },
                cancellationToken
            );
        }
        catch (Exception failure) when (WriteRefusals.Of(failure, engine, _model) is { } refusal)
        {
            await NarrowAsync(rows, refusal, mayWait, enter, cancellationToken);
        }
    }

    /// <summary>One of the rows met a unique index, which a writer beside us was quicker to fill: halves find it soon.</summary>
    private async Task NarrowAsync(
        IReadOnlyList<MappedRow> rows,
        RowRejected refusal,
        bool mayWait,
        Func<IReadOnlyList<LedgerLine>, Work, CancellationToken, Task<LedgerCounts>> enter,
        CancellationToken cancellationToken
    )
    {
        if (rows is [var only])
        {
            var line = LineWording.Refused(only, refusal);
            await run.ChunkAsync(async (work, token) => (line, await enter([line], work, token)), cancellationToken);
            return;
        }

        await SaveAsync([.. rows.Take(rows.Count / 2)], mayWait, enter, cancellationToken);
        await SaveAsync([.. rows.Skip(rows.Count / 2)], mayWait, enter, cancellationToken);
    }

    /// <summary>Rows of the same file may refer to what so far is only planned.</summary>
    private void Promise(IReadOnlyList<MappedRow> rows, IReadOnlyList<LedgerLine> lines)
    {
        foreach (var by in import.SelfReferenceKeys)
        {
            foreach (var (row, line) in rows.Zip(lines).Where(pair => pair.Second.Outcome == LineOutcome.Created))
            {
                foreach (var text in import.Target.KeyTexts(by, row.Form!, import.Defaults))
                {
                    references.Promise(import.Target, by, text, line.RecordId!.Value);
                }
            }
        }
    }

    private async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        IReadOnlyList<MappedRow> rows,
        bool mayWait,
        Work work,
        CancellationToken cancellationToken
    )
    {
        _model = work.Db.Model;
        work.IsRehearsal = _plans;
        work.NumbersAtOnce = rows.Count;
        work.Defaults = import.Defaults;
        var chunk = import.Target.OpenChunk(work);
        var lines = await decider.DecideAsync(rows, chunk, mayWait, work, cancellationToken);
        if (_plans)
        {
            // What was prepared to see whether it works is not to be saved with the plan.
            work.Db.ChangeTracker.Clear();
            Promise(rows, lines);
            return lines;
        }

        await chunk.SaveAsync(cancellationToken);
        return
        [
            .. lines.Select(line =>
                line.Outcome is LineOutcome.Created or LineOutcome.Updated
                    ? line with
                    {
                        RecordVersion = chunk.SavedVersionOf(line.RecordId!.Value),
                    }
                    : line
            ),
        ];
    }
}
