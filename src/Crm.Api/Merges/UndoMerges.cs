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
        var customers = catalog.Find(run.Job.Resource)!.OpenChunk(work);
        IReadOnlyList<Guid> survivors = [.. rows.Select(row => row.Id)];
        await customers.TrackWithTrashAsync(survivors, cancellationToken);
        var merges = await work.Query<Merge>()
            .Include(merge => merge.Merged)
            .Where(merge => merge.JobId == run.Job.UndoOf && EF.Parameter(survivors).Contains(merge.SurvivorId))
            .ToDictionaryAsync(merge => merge.SurvivorId, cancellationToken);
        var lines = new List<LedgerLine>();
        foreach (var row in rows)
        {
            lines.Add(
                row.Planned is { Outcome: not LineOutcome.Updated } settled
                    ? settled
                    : await TakeBackAsync(
                        run,
                        row,
                        merges.GetValueOrDefault(row.Id),
                        customers,
                        work,
                        cancellationToken
                    )
            );
        }

        return lines;
    }

    private static async Task<LedgerLine> TakeBackAsync(
        JobRun run,
        UndoRow row,
        Merge? merge,
        IRecordChunk customers,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var version = customers.Tracked(row.Id)?.Version ?? 0;
        if (merge is null || merge.UnmergeTime is not null)
        {
            return UndoLines.Done(row, LineOutcome.Unchanged, version);
        }

        if (row.Planned is { } planned && planned.RecordVersion != version)
        {
            return UndoLines.Stale(row);
        }

        var unmerger = new Unmerger(customers, work);
        try
        {
            if (run.IsPlanning)
            {
                unmerger.Check(merge);
            }
            else
            {
                await unmerger.UnmergeAsync(merge, cancellationToken);
                version = customers.SavedVersionOf(row.Id);
            }

            return UndoLines.Done(row, LineOutcome.Updated, version);
        }
        catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
        {
            return UndoLines.Rejected(row, version, rejected);
        }
    }
}
