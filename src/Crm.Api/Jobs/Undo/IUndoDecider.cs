using Crm.Api.Data;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Jobs.Undo;

/// <summary>How what jobs of a kind did is taken back, where it is more than single records that were changed.</summary>
internal interface IUndoDecider
{
    /// <inheritdoc cref="DecideRows{TRow}"/>
    Task<IReadOnlyList<LedgerLine>> DecideAsync(
        JobRun run,
        IReadOnlyList<UndoRow> rows,
        Work work,
        CancellationToken cancellationToken
    );
}
