namespace Crm.Dedupe.Evaluation;

/// <summary>How many of the pairs found are true, and how many of the true ones found.</summary>
/// <param name="Found">Pairs that were said to be one.</param>
/// <param name="Correct">Those of them that are.</param>
/// <param name="True">Pairs that are one.</param>
public readonly record struct Accuracy(long Found, long Correct, long True)
{
    public double Precision => Found == 0 ? 1 : (double)Correct / Found;

    public double Recall => True == 0 ? 1 : (double)Correct / True;

    /// <summary>The harmonic mean of precision and recall (van Rijsbergen 1979).</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Judges pairs.</summary>
    /// <param name="found">Pairs said to be one, each once.</param>
    /// <param name="entities">The true entity of each record.</param>
    public static Accuracy OfPairs(
        IEnumerable<(RecordId First, RecordId Second)> found,
        IReadOnlyDictionary<RecordId, string> entities
    )
    {
        long count = 0;
        long correct = 0;
        foreach (var (first, second) in found)
        {
            count++;
            correct += entities[first] == entities[second] ? 1 : 0;
        }

        return new Accuracy(
            count,
            correct,
            PairsWithin(entities.Values.CountBy(entity => entity).Select(group => group.Value))
        );
    }

    /// <summary>Judges all pairs that clusters imply.</summary>
    public static Accuracy OfClusters(
        IReadOnlyDictionary<RecordId, ClusterId> clusters,
        IReadOnlyDictionary<RecordId, string> entities
    ) =>
        new(
            PairsWithin(clusters.Values.CountBy(cluster => cluster).Select(group => group.Value)),
            PairsWithin(clusters.CountBy(entry => (entry.Value, entities[entry.Key])).Select(group => group.Value)),
            PairsWithin(entities.Values.CountBy(entity => entity).Select(group => group.Value))
        );

    public static Accuracy operator +(Accuracy one, Accuracy other) =>
        new(one.Found + other.Found, one.Correct + other.Correct, one.True + other.True);

    private static long PairsWithin(IEnumerable<int> sizes) => sizes.Sum(size => (long)size * (size - 1) / 2);
}
