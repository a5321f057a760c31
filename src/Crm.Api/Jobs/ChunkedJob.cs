using Crm.Api.Data;
using Crm.Api.Jobs.Ledger;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Crm.Api.Jobs;

/// <summary>
/// A job over rows that are in the database already: taken chunk by chunk, decided in one transaction for each chunk, and entered in the
/// ledger. What the ledger has is not taken again, so a job that was stopped anywhere goes on where it was. Planning and applying both
/// come here, so a plan is what the same code would have done.
/// </summary>
internal abstract class ChunkedJob<TRow>(IServiceScopeFactory scopes, DatabaseEngine engine) : IJobKind
{
    private IModel? _model;

    /// <summary>Small enough that a single write waiting for its turn hardly notices.</summary>
    protected int ChunkRows { get; } = engine.IsShared ? 1000 : 500;

    /// <summary>True when the ledger is filled from its end.</summary>
    protected virtual bool GoesBackwards => false;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        while (await NextAsync(run, cancellationToken) is { Count: > 0 } rows)
        {
            await SaveAsync(run, rows, cancellationToken);
        }

        if (run.IsPlanning)
        {
            await run.SealPlanAsync(cancellationToken);
        }
        else
        {
            await EndAsync(run, cancellationToken);
            await run.CompleteAsync(cancellationToken);
        }
    }

    /// <summary>The rows that come next after what the ledger has, in their order; none when all are done.</summary>
    protected abstract Task<IReadOnlyList<TRow>> NextAsync(
        JobRun run,
        Work work,
        JobLedger ledger,
        CancellationToken cancellationToken
    );

    /// <summary>One line for each row, in their order. Unless planning, what becomes of them has been saved then.</summary>
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

    private async Task<IReadOnlyList<TRow>> NextAsync(JobRun run, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        return await NextAsync(run, work, new JobLedger(work.Db), cancellationToken);
    }

    private async Task SaveAsync(JobRun run, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        try
        {
            await run.ChunkAsync(
                async (work, token) =>
                {
                    _model = work.Db.Model;
                    work.IsRehearsal = run.IsPlanning;
                    var lines = await DecideAsync(run, rows, work, token);
                    return (lines, await EnterAsync(run, lines, work, token));
                },
                cancellationToken
            );
        }
        catch (Exception failure) when (WriteRefusals.Of(failure, engine, _model) is { } refusal)
        {
            await NarrowAsync(run, rows, refusal, cancellationToken);
        }
    }

    /// <summary>One of the rows was refused by the database: halves find it soon.</summary>
    private async Task NarrowAsync(
        JobRun run,
        IReadOnlyList<TRow> rows,
        RowRejected refusal,
        CancellationToken cancellationToken
    )
    {
        if (rows is [var only])
        {
            var line = Refused(only, refusal);
            await run.ChunkAsync(
                async (work, token) => (line, await EnterAsync(run, [line], work, token)),
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
        foreach (var part in GoesBackwards ? halves.Reverse() : halves)
        {
            await SaveAsync(run, part, cancellationToken);
        }
    }

    private static async Task<LedgerCounts> EnterAsync(
        JobRun run,
        IReadOnlyList<LedgerLine> lines,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var ledger = new JobLedger(work.Db);
        var position = await ledger.CountAsync(run.Job.Id, run.Ledger, cancellationToken);
        if (run.IsPlanning)
        {
            // What was prepared to see whether it works is not to be saved with the plan.
            work.Db.ChangeTracker.Clear();
        }

        ledger.Add(run.Job.Id, run.Ledger, position, lines);
        return LedgerCounts.Of(lines);
    }
}
