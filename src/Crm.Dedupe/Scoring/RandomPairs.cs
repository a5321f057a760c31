using Crm.Dedupe.Blocking;
using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>Counts the comparison vectors of random pairs: what agreement is worth is how seldom it comes about by chance.</summary>
internal static class RandomPairs
{
    /// <summary>What people of one country and script share more often; everything else is drawn from all records.</summary>
    private static readonly Comparison[] Local =
    [
        Comparison.GivenName,
        Comparison.FamilyName,
        Comparison.Company,
        Comparison.Place,
        Comparison.FreeText,
    ];

    public static Dictionary<ulong, long> Count(RecordColumns records, RecordComparer comparer, Strata strata, DedupeOptions options)
    {
        var counts = new Dictionary<ulong, long>();
        for (var draw = 0UL; draw < (ulong)options.RandomPairs; draw++)
        {
            var first = Pick(options.Seed, 3 * draw, records.Count);
            var neighbours = strata.Neighbours(first);
            var near = neighbours[Pick(options.Seed, (3 * draw) + 1, neighbours.Length)];
            var far = Pick(options.Seed, (3 * draw) + 2, records.Count);
            if (first != near && first != far)
            {
                var vector = Joined(comparer.Compare(first, near), comparer.Compare(first, far)).Bits;
                counts[vector] = counts.GetValueOrDefault(vector) + 1;
            }
        }

        return counts;
    }

    private static ComparisonVector Joined(ComparisonVector near, ComparisonVector far)
    {
        foreach (var comparison in Local)
        {
            far = far.With(comparison, near[comparison]);
        }

        return far;
    }

    private static int Pick(ulong seed, ulong draw, int count) => (int)(StableHash.Combine(seed, draw) % (ulong)count);
}
