using Crm.Dedupe.Blocking;
using Crm.Dedupe.Clustering;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>What a run found, and why.</summary>
public sealed class DedupeResult
{
    private readonly RecordColumns _records;
    private readonly DedupeOptions _options;
    private readonly BlockKeys _keys;
    private readonly PairScorer _scorer;
    private readonly List<Edge> _edges;
    private readonly HashSet<(int First, int Second)> _different;

    internal DedupeResult(
        RecordColumns records,
        DedupeOptions options,
        BlockKeys keys,
        PairScorer scorer,
        List<Edge> edges,
        long candidatePairs
    )
    {
        _records = records;
        _options = options;
        _keys = keys;
        _scorer = scorer;
        _edges = edges;
        CandidatePairs = candidatePairs;
        RowsById = records.RowsById();
        _different = [.. options.Different.Select(pair => Ordered(RowsById[pair.First], RowsById[pair.Second]))];
        Clusters = Clustered(options.JoinWeight);
    }

    /// <summary>How many pairs were compared.</summary>
    public long CandidatePairs { get; }

    /// <summary>The cluster of every record.</summary>
    public IReadOnlyDictionary<RecordId, ClusterId> Clusters { get; }

    /// <summary>The pairs above the lowest weight, the surest first.</summary>
    public IEnumerable<ScoredPair> Pairs => _edges.Select(ToPair);

    private Dictionary<RecordId, int> RowsById { get; }

    /// <summary>The clusters that need no person to be merged.</summary>
    public IReadOnlyDictionary<RecordId, ClusterId> AutoMergeClusters() => Clustered(_options.AutoMergeWeight);

    /// <summary>Why two records are one, or not.</summary>
    public Explanation Explain(RecordId first, RecordId second)
    {
        var (row, other) = Ordered(RowsById[first], RowsById[second]);
        return Explanation.Of(_scorer, row, other, _keys.Shared(row, other));
    }

    private static (int First, int Second) Ordered(int row, int other) => row < other ? (row, other) : (other, row);

    private ScoredPair ToPair(Edge edge)
    {
        var (first, second) = (_records.Ids[edge.First], _records.Ids[edge.Second]);
        return first.Value <= second.Value
            ? new ScoredPair(first, second, edge.Weight)
            : new ScoredPair(second, first, edge.Weight);
    }

    private Dictionary<RecordId, ClusterId> Clustered(double joinWeight)
    {
        var clusterOfRow = AverageLink.Cluster(_edges, _scorer, _records.Count, joinWeight, _different);
        var clusters = new Dictionary<int, ClusterId>();
        var result = new Dictionary<RecordId, ClusterId>(_records.Count);
        foreach (var (id, row) in RowsById.OrderBy(entry => entry.Key.Value))
        {
            if (!clusters.TryGetValue(clusterOfRow[row], out var cluster))
            {
                clusters.Add(clusterOfRow[row], cluster = new ClusterId(clusters.Count));
            }

            result.Add(id, cluster);
        }

        return result;
    }
}
