using System.Runtime.InteropServices;

namespace Crm.Dedupe.Comparing;

/// <summary>How many pairs have each comparison vector. There are some thousand vectors, however many pairs.</summary>
internal sealed class VectorCounts
{
    private readonly Dictionary<ComparisonVector, long> _counts = [];

    public long Total => _counts.Values.Sum();

    /// <summary>In an order that does not depend on how they were counted, since sums of fractions depend on theirs.</summary>
    public IEnumerable<KeyValuePair<ComparisonVector, long>> InOrder => _counts.OrderBy(entry => entry.Key.Bits);

    public bool Has(ComparisonVector vector) => _counts.ContainsKey(vector);

    public long Of(ComparisonVector vector) => _counts.GetValueOrDefault(vector);

    public void Add(ComparisonVector vector, long count = 1) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, vector, out _) += count;

    public void Add(VectorCounts others)
    {
        foreach (var (vector, count) in others._counts)
        {
            Add(vector, count);
        }
    }
}
