using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Imports;

/// <summary>What an import does with a chunk of rows: has them decided, and saves the records unless this is only a plan.</summary>
internal sealed class ChunkSaver(
    ImportContext import,
    JobRun run,
    RowDecider decider,
    ReferenceResolver references,
    DatabaseEngine engine
)
{
    private readonly ChunkWriter<MappedRow> _writer = new(run, engine, new LineWording(import).Refused);

    /// <summary>How many rows the next chunk should have.</summary>
    public int ChunkRows => _writer.Rows;

    /// <summary>Takes note of a row that the ledger has already.</summary>
    public void Remember(MappedRow row, LedgerLine line)
    {
        if (line.Outcome is LineOutcome.Created or LineOutcome.Updated or LineOutcome.Unchanged)
        {
            // A row that names other records has no form before those are known, but its own keys can be told without them.
            row.Form ??= import.Target.Parse(row.Body);
            decider.Remember(row, line.RecordId);
        }

        if (run.IsPlanning)
        {
            Promise([row], [line]);
        }
    }

    /// <summary>Does rows that are new to the ledger.</summary>
    public Task AddAsync(IReadOnlyList<MappedRow> rows, bool mayWait, CancellationToken cancellationToken) =>
        _writer.AppendAsync(rows, (part, work, token) => DecideAsync(part, mayWait, work, token), cancellationToken);

    /// <summary>Does rows that wait in the ledger.</summary>
    public Task SettleAsync(IReadOnlyList<MappedRow> rows, bool mayWait, CancellationToken cancellationToken) =>
        _writer.SettleAsync(rows, (part, work, token) => DecideAsync(part, mayWait, work, token), cancellationToken);

    private async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        IReadOnlyList<MappedRow> rows,
        bool mayWait,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.NumbersAtOnce = rows.Count;
        work.Defaults = import.Defaults;
        // Who looks for duplicates among what came before has to find it.
        work.IsPartOfMany = import.Duplicates.Policy == DuplicatePolicy.Allow;
        var chunk = import.Target.OpenChunk(work);
        var lines = await decider.DecideAsync(rows, chunk, mayWait, work, cancellationToken);
        if (run.IsPlanning)
        {
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
}
