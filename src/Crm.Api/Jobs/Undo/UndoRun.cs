using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs.Undo;

/// <summary>
/// Takes back what a job did, its last chunk first: a key that one row gave up and a later one took is free again when its turn comes.
/// The lines are numbered as those of the job that is undone.
/// </summary>
internal sealed class UndoRun(
    IServiceScopeFactory scopes,
    DatabaseEngine engine,
    ResourceCatalog catalog,
    IServiceProvider services
) : ChunkedJob<UndoRow>(scopes, engine)
{
    protected override bool GoesBackwards => true;

    protected override async Task<IReadOnlyList<UndoRow>> NextAsync(
        JobRun run,
        int atMost,
        Work work,
        JobLedger ledger,
        CancellationToken cancellationToken
    )
    {
        var before = await ledger.FirstLineAsync(run.Job.Id, run.Ledger, cancellationToken) ?? long.MaxValue;
        var original = await OriginalAsync(run, work, cancellationToken);
        if (run.IsPlanning)
        {
            var done = await ledger.ReadBackAsync(
                original,
                LedgerKind.Result,
                before,
                line => line.Outcome is LineOutcome.Created or LineOutcome.Updated or LineOutcome.Deleted,
                cancellationToken
            );
            return [.. done.TakeLast(atMost).Select(line => new UndoRow(line, Planned: null))];
        }

        var planned = await ledger.ReadBackAsync(run.Job.Id, LedgerKind.Plan, before, _ => true, cancellationToken);
        planned = [.. planned.TakeLast(atMost)];
        var originals =
            planned.Count == 0
                ? []
                : await ledger
                    .ReadAsync(original, LedgerKind.Result, planned[0].Line - 1, outcome: null, cancellationToken)
                    .TakeWhile(line => line.Line <= planned[^1].Line)
                    .ToDictionaryAsync(line => line.Line, cancellationToken: cancellationToken);
        return [.. planned.Select(line => new UndoRow(originals[line.Line], line))];
    }

    protected override Task<IReadOnlyList<LedgerLine>> DecideAsync(
        JobRun run,
        IReadOnlyList<UndoRow> rows,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var options = UndoOptions.Of(run.Job);
        if (services.GetKeyedService<IUndoDecider>(options.Undoes) is { } own)
        {
            return own.DecideAsync(run, rows, work, cancellationToken);
        }

        var chunk = catalog.Find(run.Job.Resource)!.OpenChunk(work);
        return new UndoDecider(run, options, chunk, work).DecideAsync(rows, cancellationToken);
    }

    protected override LedgerLine Refused(UndoRow row, RowRejected why) =>
        LedgerLine.Refused(row.Original.Line, row.Id, row.Planned!.RecordVersion, why);

    /// <summary>The job is undone once nothing of it is left; else its undo tells what is.</summary>
    protected override Task EndAsync(JobRun run, CancellationToken cancellationToken) =>
        run.ChunkAsync(
            async (work, token) =>
            {
                var isAllDone = await work.Query<Job>()
                    .AnyAsync(job => job.Id == run.Job.Id && job.Rejected + job.Unprocessed == 0, token);
                if (isAllDone)
                {
                    var original = await work.Query<Job>().FirstAsync(job => job.Id == run.Job.UndoOf, token);
                    original.MarkUndone();
                }

                return (isAllDone, default(LedgerCounts));
            },
            cancellationToken
        );

    private static async Task<Guid> OriginalAsync(JobRun run, Work work, CancellationToken cancellationToken)
    {
        var original = await work.Query<Job>()
            .AsNoTracking()
            .FirstAsync(job => job.Id == run.Job.UndoOf, cancellationToken);
        return original.ResultsRemovedTime is null
            ? original.Id
            : throw new JobFailed("results-removed", "The ledger of the job that was to be undone is gone.");
    }
}

/// <summary>A row of the job that is undone, with what the plan says of it.</summary>
/// <param name="Original">What became of the row then.</param>
/// <param name="Planned">Null while planning.</param>
internal sealed record UndoRow(LedgerLine Original, LedgerLine? Planned)
{
    public Guid Id => Original.RecordId!.Value;
}
