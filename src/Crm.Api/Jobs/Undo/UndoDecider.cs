using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs.Undo;

/// <summary>Says of each row of a chunk how it is taken back, prepares that, and saves it unless planning.</summary>
internal sealed class UndoDecider(JobRun run, UndoOptions options, IRecordChunk chunk, Work work)
{
    private readonly HashSet<Guid> _forced = [.. options.ForceRecords ?? []];

    public async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        IReadOnlyList<UndoRow> rows,
        CancellationToken cancellationToken
    )
    {
        var lines = rows.Where(IsSettled).ToDictionary(row => row.Original.Line, row => row.Planned!);
        var open = rows.Where(row => !lines.ContainsKey(row.Original.Line)).ToList();
        await chunk.TrackWithTrashAsync([.. open.Select(row => row.Id)], cancellationToken);
        var images = await ImagesAsync(open, cancellationToken);
        foreach (var row in open)
        {
            lines.Add(row.Original.Line, await PrepareAsync(row, images, cancellationToken));
        }

        var changed = chunk.Changed();
        foreach (var row in open)
        {
            lines[row.Original.Line] = Settle(row, lines[row.Original.Line], changed);
        }

        if (!run.IsPlanning)
        {
            await chunk.SaveAsync(cancellationToken);
        }

        return [.. rows.Select(row => Saved(lines[row.Original.Line]))];
    }

    /// <summary>Rows that the plan leaves alone, and so does applying it.</summary>
    private bool IsSettled(UndoRow row) =>
        row.Planned is { } planned
        && planned.Outcome switch
        {
            LineOutcome.Updated or LineOutcome.Deleted => false,
            LineOutcome.Unprocessed => !IsForced(row),
            _ => true,
        };

    private bool IsForced(UndoRow row) => options.Force == true || _forced.Contains(row.Id);

    private async Task<LedgerLine> PrepareAsync(
        UndoRow row,
        Dictionary<Guid, string> images,
        CancellationToken cancellationToken
    )
    {
        var record = chunk.Tracked(row.Id);
        if (row.Planned is { } planned && planned.RecordVersion != (record?.Version ?? 0))
        {
            return UndoLines.Stale(row);
        }

        try
        {
            return UndoLines.Done(
                row,
                await TakeBackAsync(row, record, images, cancellationToken),
                record?.Version ?? 0
            );
        }
        catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
        {
            return UndoLines.Rejected(row, record?.Version ?? 0, rejected);
        }
    }

    private async Task<LineOutcome> TakeBackAsync(
        UndoRow row,
        Record? record,
        Dictionary<Guid, string> images,
        CancellationToken cancellationToken
    )
    {
        switch (row.Original.Outcome)
        {
            case LineOutcome.Created when record is { DeleteTime: null }:
                await chunk.DeleteAsync(row.Id, cancellationToken);
                return LineOutcome.Deleted;
            case LineOutcome.Created:
                return LineOutcome.Unchanged;
            case LineOutcome.Deleted when record is { DeleteTime: not null }:
                chunk.Undelete(row.Id);
                return LineOutcome.Updated;
            case LineOutcome.Deleted when record is not null:
                return LineOutcome.Unchanged;
            case LineOutcome.Updated when record is { DeleteTime: null }:
                await chunk.RestoreAsync(row.Id, ImageOf(row, images), cancellationToken);
                return LineOutcome.Updated;
            case LineOutcome.Updated when record is not null:
                throw RuleBroken.State("deleted", "The record is in the trash; undelete it first.");
            default:
                throw RuleBroken.State("not-found", "The record was removed for good.");
        }
    }

    private static string ImageOf(UndoRow row, Dictionary<Guid, string> images) =>
        images.GetValueOrDefault(row.Id)
        ?? throw RuleBroken.State("image-missing", "What the record was before is not kept any more.");

    /// <summary>Only now is it known what would really change; a row that somebody has changed since keeps what it has, unless forced.</summary>
    private LedgerLine Settle(UndoRow row, LedgerLine line, IReadOnlySet<Guid> changed)
    {
        if (line.Outcome == LineOutcome.Updated && !changed.Contains(row.Id))
        {
            return line with { Outcome = LineOutcome.Unchanged };
        }

        var isLeftAlone =
            line.Outcome is LineOutcome.Updated or LineOutcome.Deleted or LineOutcome.Rejected
            && chunk.Tracked(row.Id) is { } record
            && record.Version != row.Original.RecordVersion
            && !IsForced(row);
        if (!isLeftAlone)
        {
            return line;
        }

        chunk.Forget(row.Id);
        return UndoLines.ChangedSince(row, line.RecordVersion);
    }

    private LedgerLine Saved(LedgerLine line) =>
        !run.IsPlanning && line.Outcome is LineOutcome.Updated or LineOutcome.Deleted
            ? line with
            {
                RecordVersion = chunk.SavedVersionOf(line.RecordId!.Value),
            }
            : line;

    /// <summary>What the job's own changes wrote down. It changes a record once at most, so there is one event each.</summary>
    private async Task<Dictionary<Guid, string>> ImagesAsync(
        IReadOnlyList<UndoRow> rows,
        CancellationToken cancellationToken
    )
    {
        var updated = rows.Where(row => row.Original.Outcome == LineOutcome.Updated).ToDictionary(row => row.Id);
        IReadOnlyList<Guid> ids = [.. updated.Keys];
        var job = run.Job.UndoOf!.Value.ToString();
        var events =
            ids.Count == 0
                ? []
                : await work
                    .Db.Events.AsNoTracking()
                    .Where(change => EF.Parameter(ids).Contains(change.RecordId) && change.RequestId == job)
                    .Select(change => new
                    {
                        change.RecordId,
                        change.RecordVersion,
                        change.Changes,
                    })
                    .ToListAsync(cancellationToken);
        return events
            .Where(change => change.RecordVersion == updated[change.RecordId].Original.RecordVersion)
            .ToDictionary(change => change.RecordId, change => change.Changes!);
    }
}
