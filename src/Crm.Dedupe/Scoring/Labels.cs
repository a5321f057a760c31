using Crm.Dedupe.Clustering;
using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>The comparison vectors of pairs that people have decided.</summary>
internal sealed record Labels(VectorCounts Same, VectorCounts Different)
{
    public static Labels None { get; } = new(new VectorCounts(), new VectorCounts());

    public static Labels Of(Decisions decisions, RecordComparer comparer)
    {
        var (same, different) = (new VectorCounts(), new VectorCounts());
        foreach (var (first, second) in decisions.Same)
        {
            var vector = comparer.Compare(first, second);
            // Such a pair is not joined, and must not teach that tax ids mean little.
            if (vector[Comparison.TaxId] != Levels.Different)
            {
                same.Add(vector);
            }
        }

        foreach (var (first, second) in decisions.Different)
        {
            different.Add(comparer.Compare(first, second));
        }

        return new Labels(same, different);
    }
}
