namespace Crm.Api.Jobs.Ledger;

/// <summary>How many rows had which outcome; the difference of two says what a rewritten chunk adds.</summary>
internal readonly record struct LedgerCounts(
    long Read,
    long Created,
    long Updated,
    long Unchanged,
    long Duplicate,
    long Rejected,
    long Unprocessed,
    long Deleted
)
{
    private static readonly int Outcomes = Enum.GetValues<LineOutcome>().Length;

    /// <summary>Every row read has exactly one outcome.</summary>
    public bool AddUp => Read == Created + Updated + Unchanged + Duplicate + Rejected + Unprocessed + Deleted;

    public long this[LineOutcome outcome] =>
        outcome switch
        {
            LineOutcome.Created => Created,
            LineOutcome.Updated => Updated,
            LineOutcome.Unchanged => Unchanged,
            LineOutcome.Duplicate => Duplicate,
            LineOutcome.Rejected => Rejected,
            LineOutcome.Unprocessed => Unprocessed,
            LineOutcome.Deleted => Deleted,
        };

    public static LedgerCounts Of(IEnumerable<LedgerLine> lines)
    {
        var counts = new long[Outcomes];
        foreach (var line in lines)
        {
            counts[(int)line.Outcome]++;
        }

        return new LedgerCounts(
            counts.Sum(),
            counts[(int)LineOutcome.Created],
            counts[(int)LineOutcome.Updated],
            counts[(int)LineOutcome.Unchanged],
            counts[(int)LineOutcome.Duplicate],
            counts[(int)LineOutcome.Rejected],
            counts[(int)LineOutcome.Unprocessed],
            counts[(int)LineOutcome.Deleted]
        );
    }

    public static LedgerCounts operator +(LedgerCounts left, LedgerCounts right) =>
        new(
            left.Read + right.Read,
            left.Created + right.Created,
            left.Updated + right.Updated,
            left.Unchanged + right.Unchanged,
            left.Duplicate + right.Duplicate,
            left.Rejected + right.Rejected,
            left.Unprocessed + right.Unprocessed,
            left.Deleted + right.Deleted
        );

    public static LedgerCounts operator -(LedgerCounts left, LedgerCounts right) =>
        new(
            left.Read - right.Read,
            left.Created - right.Created,
            left.Updated - right.Updated,
            left.Unchanged - right.Unchanged,
            left.Duplicate - right.Duplicate,
            left.Rejected - right.Rejected,
            left.Unprocessed - right.Unprocessed,
            left.Deleted - right.Deleted
        );
}
