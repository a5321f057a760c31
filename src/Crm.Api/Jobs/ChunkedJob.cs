using Crm.Api.Data;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Jobs;

/// <summary>
/// A job over rows that are in the database already, done chunk by chunk. What the ledger has is not taken again, so a job that was
/// stopped anywhere goes on where it was. Planning and applying both come here, so a plan is what the same code would have done.
/// </summary>
internal abstract class ChunkedJob<TRow>(IServiceScopeFactory scopes, DatabaseEngine engine) : IJobKind
{
    /// <summary>True when the ledger is filled from its end.</summary>
    protected virtual bool GoesBackwards => false;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var writer = new ChunkWriter<TRow>(run, engine, Refused, GoesBackwards);
        while (await NextAsync(run, writer.Rows, cancellationToken) is { Count: > 0 } rows)
        {
            await writer.AppendAsync(
                rows,
                (part, work, token) => DecideAsync(run, part, work, token),
                cancellationToken
            );
        }

        if (!run.IsPlanning)
        {
            await EndAsync(run, cancellationToken);
        }

        await run.FinishAsync(cancellationToken);
    }

    /// <summary>The rows that come next after what the ledger has, in their order; none when all are done.</summary>
    protected abstract Task<IReadOnlyList<TRow>> NextAsync(
        JobRun run,
        int atMost,
        Work work,
        JobLedger ledger,
        CancellationToken cancellationToken
    );

    /// <inheritdoc cref="DecideRows{TRow}"/>
    protected abstract Task<IReadOnlyList<LedgerLine>> DecideAsync(
        JobRun run,
        IReadOnlyList<TRow> rows,
        Work work,
        CancellationToken cancellationToken
    );

    /// <summary>The line of a row that the database refused.</summary>
    protected abstract LedgerLine Refused(TRow row, RowRejected why);

    /// <summary>What is to be done once all rows are applied; may be done again after a stop.</summary>
    protected virtual Task EndAsync(JobRun run, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IReadOnlyList<TRow>> NextAsync(JobRun run, int atMost, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        return await NextAsync(run, atMost, work, new JobLedger(work.Db), cancellationToken);
    }
}
