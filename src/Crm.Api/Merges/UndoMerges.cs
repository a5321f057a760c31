using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Jobs.Undo;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Takes back the merges of a job: what was changed since stays with its survivor, so nothing has to be left alone for it.</summary>
internal sealed class UndoMerges(ResourceCatalog catalog) : IUndoDecider
{
    public async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        JobRun run,
        IReadOnlyList<UndoRow> rows,
        Work work,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<Guid> survivors = [.. rows.Select(row => row.Id)];
        var merges = await work.Query<Merge>()
            .Include(merge => merge.Merged)
            .Where(merge => merge.JobId == run.Job.UndoOf && EF.Parameter(survivors).Contains(merge.SurvivorId))
            .ToDictionaryAsync(merge => merge.SurvivorId, cancellationToken);
        var customers = catalog.Find(run.Job.Resource)!.OpenChunk(work);
        var unmerger = new Unmerger(customers, work);
        await unmerger.LoadAsync(merges.Values, cancellationToken);
        var lines = new List<LedgerLine>();
        foreach (var row in rows)
        {
            var version = customers.Tracked(row.Id)?.Version ?? 0;
            lines.Add(
                row.Planned is { Outcome: not LineOutcome.Updated } settled ? settled
                : row.Planned is { } planned && planned.RecordVersion != version ? UndoLines.Stale(row)
                : await PrepareAsync(row, version, merges.GetValueOrDefault(row.Id), unmerger, cancellationToken)
            );
        }

        if (run.IsPlanning)
        {
            return lines;
        }

        await unmerger.SaveAsync(cancellationToken);
        return lines.ConvertAll(line =>
            line.Outcome == LineOutcome.Updated
                ? line with
                {
                    RecordVersion = customers.SavedVersionOf(line.RecordId!.Value),
                }
                : line
        );
    }

    private static async Task<LedgerLine> PrepareAsync(
        UndoRow row,
        long version,
        Merge? merge,
        Unmerger unmerger,
        CancellationToken cancellationToken
    )
    {
        if (merge is null || merge.UnmergeTime is not null)
        {
            return UndoLines.Done(row, LineOutcome.Unchanged, version);
        }

        try
        {
            await unmerger.PrepareAsync(merge, cancellationToken);
            return UndoLines.Done(row, LineOutcome.Updated, version);
        }
        catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
        {
            return UndoLines.Rejected(row, version, rejected);
        }
    }
}
