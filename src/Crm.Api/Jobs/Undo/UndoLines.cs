using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Jobs.Undo;

/// <summary>The lines an undo writes into its ledger.</summary>
internal static class UndoLines
{
    public static LedgerLine Done(UndoRow row, LineOutcome outcome, long version) =>
        new()
        {
            Line = row.Original.Line,
            Outcome = outcome,
            RecordId = row.Id,
            RecordVersion = version,
        };

    public static LedgerLine Rejected(UndoRow row, long version, RowRejected why) =>
        LedgerLine.Rejected(row.Original.Line, row.Id, version, why);

    public static LedgerLine ChangedSince(UndoRow row, long version) =>
        Done(row, LineOutcome.Unprocessed, version) with
        {
            Code = "changed-since",
            Detail = "The record was changed again after the job.",
        };

    public static LedgerLine Stale(UndoRow row) =>
        LedgerLine.Stale(row.Original.Line, row.Id, row.Planned?.RecordVersion ?? row.Original.RecordVersion);
}
