using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;

namespace Crm.Api.BulkChanges;

/// <summary>
/// What bulk updates and bulk deletes share: a plan has a line for each record that the filter finds, in the order of their ids; applying
/// goes by the plan alone and leaves a record that was changed since as it is.
/// </summary>
internal abstract class BulkChangeRun(IServiceScopeFactory scopes, DatabaseEngine engine, ResourceCatalog catalog)
    : ChunkedJob<ChangeRow>(scopes, engine)
{
    protected abstract BulkChangeRequest OptionsOf(Job job);

    /// <summary>Adds a line for each of these records, which are as they were when planned; saves unless planning.</summary>
    protected abstract Task ChangeAsync(
        JobRun run,
        IReadOnlyList<ChangeRow> rows,
        IRecordChunk chunk,
        ChangeLines lines,
        CancellationToken cancellationToken
    );

    protected override async Task<IReadOnlyList<ChangeRow>> NextAsync(
        JobRun run,
        int atMost,
        Work work,
        JobLedger ledger,
        CancellationToken cancellationToken
    )
    {
        var last = await ledger.LastAsync(run.Job.Id, run.Ledger, cancellationToken);
        var line = last?.Line ?? 0;
        if (!run.IsPlanning)
        {
            return await ledger
                .ReadAsync(run.Job.Id, LedgerKind.Plan, line, outcome: null, cancellationToken)
                .Take(atMost)
                .Select(planned => new ChangeRow(planned.Line, planned.RecordId!.Value, planned))
                .ToListAsync(cancellationToken);
        }

        var options = OptionsOf(run.Job);
        var ids = await catalog
            .Find(options.Resource!)!
            .IdsAsync(
                new RecordSelection(options.Filter, TimeZones.Find(options.TimeZone!)!),
                last?.RecordId ?? Guid.Empty,
                atMost,
                work,
                cancellationToken
            );
        return [.. ids.Select((id, index) => new ChangeRow(line + index + 1, id, Planned: null))];
    }

    protected override async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        JobRun run,
        IReadOnlyList<ChangeRow> rows,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var lines = new ChangeLines();
        var chunk = catalog.Find(run.Job.Resource)!.OpenChunk(work);
        var settled = rows.Where(row => row.Planned?.Outcome is LineOutcome.Rejected or LineOutcome.Unprocessed);
        foreach (var row in settled)
        {
            lines.Add(row.Planned!);
        }

        var open = rows.Where(row => !lines.Has(row)).ToList();
        await chunk.LoadAsync([.. open.Select(row => row.Id)], cancellationToken);
        foreach (var row in open.Where(row => !IsAsPlanned(row, chunk)))
        {
            lines.Add(Stale(row));
        }

        open.RemoveAll(lines.Has);
        await ChangeAsync(run, open, chunk, lines, cancellationToken);
        return lines.InOrderOf(rows);
    }

    protected override LedgerLine Refused(ChangeRow row, RowRejected why) =>
        LedgerLine.Refused(row.Line, row.Id, row.Planned?.RecordVersion ?? 0, why);

    private static bool IsAsPlanned(ChangeRow row, IRecordChunk chunk) =>
        chunk.VersionOf(row.Id) is { } version && (row.Planned is null || row.Planned.RecordVersion == version);

    private static LedgerLine Stale(ChangeRow row) =>
        LedgerLine.Stale(row.Line, row.Id, row.Planned?.RecordVersion ?? 0);
}

/// <summary>A record of a bulk change, with what the plan says of it.</summary>
/// <param name="Line">1-based place among the records found.</param>
/// <param name="Id">The record.</param>
/// <param name="Planned">Null while planning.</param>
internal sealed record ChangeRow(long Line, Guid Id, LedgerLine? Planned);
