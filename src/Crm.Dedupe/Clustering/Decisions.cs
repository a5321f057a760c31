namespace Crm.Dedupe.Clustering;

/// <summary>What people have said of pairs of rows.</summary>
internal sealed class Decisions
{
    private readonly HashSet<(int First, int Second)> _different;

    private Decisions(IEnumerable<(int First, int Second)> same, IEnumerable<(int First, int Second)> different)
    {
        _different = [.. different];
        // In an order that does not depend on how they were given.
        Same = [.. same.Except(_different).Order()];
    }

    /// <summary>The pairs that are one, the lower row first, without those that somebody has also called different.</summary>
    public IReadOnlyList<(int First, int Second)> Same { get; }

    public IReadOnlyCollection<(int First, int Second)> Different => _different;

    public static Decisions Of(DedupeOptions options, RecordColumns records) =>
        new(Rows(options.Same, records), Rows(options.Different, records));

    public bool AreDifferent(int row, int other) => _different.Contains(Ordered(row, other));

    private static IEnumerable<(int First, int Second)> Rows(
        IEnumerable<(RecordId First, RecordId Second)> pairs,
        RecordColumns records
    )
    {
        foreach (var (first, second) in pairs)
        {
            if (records.TryRowOf(first, out var row) && records.TryRowOf(second, out var other) && row != other)
            {
                yield return Ordered(row, other);
            }
        }
    }

    private static (int First, int Second) Ordered(int row, int other) => row < other ? (row, other) : (other, row);
}
