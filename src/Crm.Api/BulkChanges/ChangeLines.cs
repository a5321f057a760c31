using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.BulkChanges;

/// <summary>The lines of a chunk while they come together.</summary>
internal sealed class ChangeLines
{
    private readonly Dictionary<long, LedgerLine> _lines = [];

    public void Add(LedgerLine line) => _lines.Add(line.Line, line);

    public void Add(ChangeRow row, LineOutcome outcome, long version) =>
        Add(
            new LedgerLine
            {
                Line = row.Line,
                Outcome = outcome,
                RecordId = row.Id,
                RecordVersion = version,
            }
        );

    public bool Has(ChangeRow row) => _lines.ContainsKey(row.Line);

    public IReadOnlyList<LedgerLine> InOrderOf(IEnumerable<ChangeRow> rows) =>
        [.. rows.Select(row => _lines[row.Line])];

    public static LedgerLine Rejected(ChangeRow row, RowRejected why, long version) =>
        LedgerLine.Rejected(row.Line, row.Id, version, why);
}
