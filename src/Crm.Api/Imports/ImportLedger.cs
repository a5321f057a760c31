using System.Runtime.CompilerServices;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Imports;

/// <summary>What an import has in its ledgers so far.</summary>
internal sealed class ImportLedger(IServiceScopeFactory scopes, JobRun run)
{
    /// <summary>The lines of this run, in the order of the file.</summary>
    public IAsyncEnumerable<LedgerLine> DoneLines(CancellationToken cancellationToken) =>
        LinesAsync(run.Ledger, null, cancellationToken);

    /// <summary>The lines of the plan that is being applied; none while planning, or when nothing was planned.</summary>
    public IAsyncEnumerable<LedgerLine> PlannedLines(CancellationToken cancellationToken) =>
        run.IsPlanning || run.Job.PlanId is null
            ? AsyncEnumerable.Empty<LedgerLine>()
            : LinesAsync(LedgerKind.Plan, null, cancellationToken);

    /// <summary>The lines that wait for a record of the same file.</summary>
    public async Task<IReadOnlyList<LedgerLine>> WaitingAsync(CancellationToken cancellationToken)
    {
        var waiting = new List<LedgerLine>();
        await foreach (var line in LinesAsync(run.Ledger, LineOutcome.Unprocessed, cancellationToken))
        {
            if (line.Code == RowDecider.WaitingCode)
            {
                waiting.Add(line);
            }
        }

        return waiting;
    }

    private async IAsyncEnumerable<LedgerLine> LinesAsync(
        LedgerKind kind,
        LineOutcome? outcome,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var ledger = new JobLedger(scope.ServiceProvider.GetRequiredService<CrmDb>());
        await foreach (var line in ledger.ReadAsync(run.Job.Id, kind, afterLine: 0, outcome, cancellationToken))
        {
            yield return line;
        }
    }
}
