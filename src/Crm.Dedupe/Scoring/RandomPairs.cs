using Crm.Dedupe.Blocking;
using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>Counts the comparison vectors of random pairs: what agreement is worth is how seldom it comes about by chance.</summary>
internal static class RandomPairs
{
    private const int DrawsAtATime = 10_000;

    public static VectorCounts Count(
        RecordColumns records,
        RecordComparer comparer,
        Strata strata,
        DedupeOptions options,
        CancellationToken cancellationToken
    )
    {
        var total = new VectorCounts();
        InParts.Run(
            records.Count == 0 ? 0 : options.RandomPairs,
            DrawsAtATime,
            (first, end) =>
            {
                var counts = new VectorCounts();
                for (var draw = (ulong)first; draw < (ulong)end; draw++)
                {
                    var row = Pick(options.Seed, 3 * draw, records.Count);
                    var neighbours = strata.Neighbours(row);
                    var near = neighbours[Pick(options.Seed, (3 * draw) + 1, neighbours.Length)];
                    var far = Pick(options.Seed, (3 * draw) + 2, records.Count);
                    if (row != near && row != far)
                    {
                        // Names are more alike within a country and script; everything else is drawn from all records.
                        counts.Add(comparer.CompareNames(row, near) | comparer.CompareIdentifiers(row, far));
                    }
                }

                return counts;
            },
            total.Add,
            cancellationToken
        );
        return total;
    }

    private static int Pick(ulong seed, ulong draw, int count) => (int)(StableHash.Combine(seed, draw) % (ulong)count);
}
