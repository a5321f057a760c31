using Crm.Dedupe.Blocking;
using Crm.Dedupe.Clustering;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>What a run found, and why.</summary>
public sealed class DedupeResult
{
    private readonly RecordColumns _records;
    private readonly DedupeOptions _options;
    private readonly Decisions _decisions;
    private readonly BlockKeys _keys;
    private readonly PairScorer _scorer;
    private readonly List<Edge> _edges;

    internal DedupeResult(
        RecordColumns records,
        DedupeOptions options,
        Decisions decisions,
        BlockKeys keys,
        PairScorer scorer,
        List<Edge> edges,
        long candidatePairs
    )
    {
        _records = records;
        _options = options;
        _decisions = decisions;
        _keys = keys;
        _scorer = scorer;
        _edges = edges;
        CandidatePairs = candidatePairs;
    }

    /// <summary>How many pairs were compared.</summary>
    public long CandidatePairs { get; }

    /// <summary>What the run has learned of the set, in figures.</summary>
    public DedupeStatistics Statistics =>
        DedupeStatistics.Of(_scorer.Model, _records.Count, CandidatePairs, _edges.Count);

    /// <summary>What the run has learned of the set, for records that come later.</summary>
    public FittedModel Model => FittedModel.Of(_records, _scorer.Model);

    /// <summary>The cluster of every record.</summary>
    public IReadOnlyDictionary<RecordId, ClusterId> Clusters => field ??= Numbered(ClusterOfRow);

    /// <summary>The pairs above the lowest weight, the surest first.</summary>
    public IEnumerable<ScoredPair> Pairs => _edges.Select(ToPair);

    private int[] ClusterOfRow => field ??= Clustered(_options.JoinWeight);

    /// <summary>The clusters that need no person to be merged.</summary>
    public IReadOnlyDictionary<RecordId, ClusterId> AutoMergeClusters() =>
        Numbered(Clustered(_options.AutoMergeWeight));

    /// <summary>
    /// The clusters of two records and more for a least mean weight, in the order of their first records; the records of each
    /// in the order of their ids.
    /// </summary>
    public IEnumerable<IReadOnlyList<RecordId>> Groups(double joinWeight)
    {
        var clusterOfRow = joinWeight.Equals(_options.JoinWeight) ? ClusterOfRow : Clustered(joinWeight);
        var sizes = new int[clusterOfRow.Length];
        foreach (var cluster in clusterOfRow)
        {
            sizes[cluster]++;
        }

        var groups = new OrderedDictionary<int, List<RecordId>>();
        foreach (var row in _records.RowsInOrderOfIds)
        {
            var cluster = clusterOfRow[row];
            if (sizes[cluster] > 1)
            {
                groups.TryAdd(cluster, []);
                groups[cluster].Add(_records.Ids[row]);
            }
        }

        return groups.Values;
    }

    /// <summary>The groups that need no person to be merged.</summary>
    public IEnumerable<IReadOnlyList<RecordId>> AutoMergeGroups() => Groups(_options.AutoMergeWeight);

    /// <summary>Why two records are one, or not.</summary>
    public Explanation Explain(RecordId first, RecordId second)
    {
        var (row, other) = (RowOf(first), RowOf(second));
        return Explanation.Of(_scorer, row, other, _keys.Shared(row, other));
    }

    private int RowOf(RecordId id) =>
        _records.TryRowOf(id, out var row)
            ? row
            : throw new ArgumentException($"Record {id.Value} is not in the set.", nameof(id));

    private ScoredPair ToPair(Edge edge)
    {
        var (first, second) = (_records.Ids[edge.First], _records.Ids[edge.Second]);
        return first.Value <= second.Value
            ? new ScoredPair(first, second, edge.Weight)
            : new ScoredPair(second, first, edge.Weight);
    }

    private int[] Clustered(double joinWeight) =>
        AverageLink.Cluster(_edges, _scorer, _records.Count, joinWeight, _decisions);

    private Dictionary<RecordId, ClusterId> Numbered(int[] clusterOfRow)
    {
        var clusters = new Dictionary<int, ClusterId>();
        var result = new Dictionary<RecordId, ClusterId>(_records.Count);
        foreach (var row in _records.RowsInOrderOfIds)
        {
            if (!clusters.TryGetValue(clusterOfRow[row], out var cluster))
            {
                clusters.Add(clusterOfRow[row], cluster = new ClusterId(clusters.Count));
            }

            result.Add(_records.Ids[row], cluster);
        }

        return result;
    }
}
