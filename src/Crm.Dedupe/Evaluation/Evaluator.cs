namespace Crm.Dedupe.Evaluation;

/// <summary>Runs the engine with its defaults over labelled records and judges what it finds.</summary>
public static class Evaluator
{
    /// <param name="types">What each column holds; null for one to leave out.</param>
    /// <param name="rows">A cell for each column.</param>
    /// <param name="entities">The true entity of each row; rows without one are judged to be alone.</param>
    /// <param name="options">What steers the run.</param>
    public static EvaluationResult Run(
        IReadOnlyList<FieldType?> types,
        IReadOnlyList<IReadOnlyList<string>> rows,
        IReadOnlyList<string> entities,
        DedupeOptions options
    )
    {
        var builder = new RecordSetBuilder(types);
        var entityOf = new Dictionary<RecordId, string>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            builder.Add(new RecordId(row), [.. rows[row]]);
            entityOf.Add(new RecordId(row), entities[row]);
        }

        var result = DedupeEngine.Run(builder.Build(), options);
        var matches = result.Pairs.Where(pair => pair.MatchWeight >= options.JoinWeight);
        return new EvaluationResult(
            rows.Count,
            Accuracy.OfPairs(matches.Select(pair => (pair.First, pair.Second)), entityOf),
            Accuracy.OfClusters(result.Clusters, entityOf),
            Accuracy.OfClusters(result.AutoMergeClusters(), entityOf),
            result
        );
    }
}

/// <summary>How good a run was.</summary>
/// <param name="Records">How many there were.</param>
/// <param name="Pairs">The pairs that are matches by themselves.</param>
/// <param name="Clusters">All pairs that the clusters imply.</param>
/// <param name="AutoMerge">All pairs that would be merged without asking a person.</param>
/// <param name="Result">What the run found.</param>
public sealed record EvaluationResult(
    int Records,
    Accuracy Pairs,
    Accuracy Clusters,
    Accuracy AutoMerge,
    DedupeResult Result
);
