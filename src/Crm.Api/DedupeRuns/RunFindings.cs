using Crm.Api.Customers;
using Crm.Dedupe;

namespace Crm.Api.DedupeRuns;

/// <summary>What the engine makes of the customers of a run: people and organisations, each among themselves.</summary>
internal sealed class RunFindings
{
    private readonly RunCustomers _customers;
    private readonly Dictionary<CustomerKind, DedupeResult> _results = [];

    // By the customer's place; 0 for one that is in none.
    private readonly int[] _clusters;
    private readonly int[] _autoClusters;

    private RunFindings(RunInput input, DedupeRunOptions options, CancellationToken cancellationToken)
    {
        _customers = input.Customers;
        _clusters = new int[_customers.Count];
        _autoClusters = new int[_customers.Count];
        var engineOptions = options.ForEngine() with { Same = input.Same, Different = input.Different };
        foreach (var kind in Enum.GetValues<CustomerKind>())
        {
            if (_customers.Take(kind) is { Count: > 1 } set)
            {
                _results.Add(kind, DedupeEngine.Run(set, engineOptions, cancellationToken));
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        Clusters = Number(_clusters, Groups(result => result.Groups(engineOptions.JoinWeight)));
        cancellationToken.ThrowIfCancellationRequested();
        AutoClusters = Number(_autoClusters, Groups(result => result.AutoMergeGroups()).SelectMany(WithinClusters));
        Pairs = [.. _results.SelectMany(result => Of(result.Key, result.Value))];
        Pairs.Sort(FoundPair.Compare);
    }

    /// <summary>The surest first.</summary>
    public List<FoundPair> Pairs { get; }

    /// <summary>How many there are.</summary>
    public int Clusters { get; }

    public int AutoClusters { get; }

    public int Members => _clusters.Count(cluster => cluster > 0);

    public int AutoMembers => _autoClusters.Count(cluster => cluster > 0);

    public IReadOnlyDictionary<CustomerKind, DedupeResult> Results => _results;

    public static RunFindings Of(RunInput input, DedupeRunOptions options, CancellationToken cancellationToken) =>
        new(input, options, cancellationToken);

    public Explanation Explain(FoundPair pair) => _results[pair.Kind].Explain(pair.First, pair.Second);

    /// <summary>The cluster both are in.</summary>
    public int? ClusterOf(FoundPair pair) =>
        ClusterOf(pair.First) is { } cluster && cluster == ClusterOf(pair.Second) ? cluster : null;

    public int? ClusterOf(RecordId record) => Numbered(_clusters, record);

    public int? AutoClusterOf(RecordId record) => Numbered(_autoClusters, record);

    /// <summary>The records in clusters, in the order of their ids.</summary>
    public IEnumerable<RecordId> Clustered() =>
        _clusters.Index().Where(entry => entry.Item > 0).Select(entry => new RecordId(entry.Index));

    private static int? Numbered(int[] clusters, RecordId record) =>
        clusters[record.Value] is > 0 and var cluster ? cluster : null;

    private IEnumerable<IReadOnlyList<RecordId>> Groups(Func<DedupeResult, IEnumerable<IReadOnlyList<RecordId>>> of) =>
        _results.Values.SelectMany(of).Where(group => _customers.IsWanted([.. group]));

    /// <summary>What is merged without a person lies within what a person would be shown, whatever the order in which clusters grew.</summary>
    private IEnumerable<IReadOnlyList<RecordId>> WithinClusters(IReadOnlyList<RecordId> group) =>
        group
            .Where(record => ClusterOf(record) is not null)
            .GroupBy(ClusterOf)
            .Where(part => part.Skip(1).Any())
            .Select(part => part.ToList());

    private static int Number(int[] clusterOf, IEnumerable<IReadOnlyList<RecordId>> groups)
    {
        var count = 0;
        foreach (var group in groups.OrderBy(group => group[0].Value))
        {
            count++;
            foreach (var record in group)
            {
                clusterOf[record.Value] = count;
            }
        }

        return count;
    }

    private IEnumerable<FoundPair> Of(CustomerKind kind, DedupeResult result) =>
        result
            .Pairs.Where(pair => _customers.IsWanted(pair.First, pair.Second))
            .Select(pair => new FoundPair(kind, pair.First, pair.Second, (float)pair.MatchWeight));
}

/// <summary>Two customers of a kind that may be one.</summary>
internal readonly record struct FoundPair(CustomerKind Kind, RecordId First, RecordId Second, float MatchWeight)
{
    /// <summary>The surest come first.</summary>
    public static int Compare(FoundPair one, FoundPair other) =>
        (-one.MatchWeight, one.First.Value, one.Second.Value).CompareTo(
            (-other.MatchWeight, other.First.Value, other.Second.Value)
        );
}
