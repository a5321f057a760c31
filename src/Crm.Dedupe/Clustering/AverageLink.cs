using Crm.Dedupe.Scoring;

namespace Crm.Dedupe.Clustering;

/// <summary>
/// Joins clusters whose records match one another on average (average linkage, Sokal and Michener 1958). One pair that looks
/// like a match does not tie two groups together when the others speak against it. Edges are taken from the heaviest down, and
/// again until nothing changes, since a cluster refused at first may fit when it has grown.
/// </summary>
internal sealed class AverageLink
{
    // A pair with all fields equal must not outvote many that disagree.
    private const double HeaviestVote = 20;

    // What a person has said outweighs everything.
    private const float Decided = float.PositiveInfinity;

    private readonly PairScorer _scorer;
    private readonly Decisions _decisions;
    private readonly double _joinWeight;
    private readonly int[] _clusterOfRow;
    private readonly Dictionary<int, List<int>> _rowsOfCluster = [];

    private AverageLink(PairScorer scorer, double joinWeight, Decisions decisions, int[] clusterOfRow)
    {
        _scorer = scorer;
        _joinWeight = joinWeight;
        _decisions = decisions;
        _clusterOfRow = clusterOfRow;
    }

    /// <summary>A number for each row, the same for the rows of one cluster.</summary>
    /// <param name="edges">Candidate pairs, the heaviest first.</param>
    /// <param name="scorer">Scores the pairs that no block produced.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="joinWeight">The least mean weight between two clusters that are joined.</param>
    /// <param name="decisions">The pairs that belong together or apart whatever they weigh.</param>
    public static int[] Cluster(
        IReadOnlyList<Edge> edges,
        PairScorer scorer,
        int rows,
        double joinWeight,
        Decisions decisions
    )
    {
        int[] clusterOfRow = [.. Enumerable.Range(0, rows)];
        Edge[] heavy =
        [
            .. decisions.Same.Select(pair => new Edge(pair.First, pair.Second, Decided)),
            .. edges.TakeWhile(edge => edge.Weight >= joinWeight),
        ];
        Parallel.ForEach(
            Components.Of(heavy, rows),
            component =>
            {
                var clusters = new AverageLink(scorer, joinWeight, decisions, clusterOfRow);
                while (clusters.JoinAlong(component)) { }
            }
        );
        return clusterOfRow;
    }

    private bool JoinAlong(ArraySegment<Edge> edges)
    {
        var hasJoined = false;
        var refused = new HashSet<(int First, int Second)>();
        foreach (var edge in edges)
        {
            var one = _clusterOfRow[edge.First];
            var other = _clusterOfRow[edge.Second];
            var pair = (Math.Min(one, other), Math.Max(one, other));
            if (one == other || refused.Contains(pair))
            {
                continue;
            }

            if (Belong(RowsOf(one), RowsOf(other), edge.Weight is Decided))
            {
                Join(pair.Item1, pair.Item2);
                // What was refused to either may be right for both.
                hasJoined = true;
                refused.RemoveWhere(old =>
                    old.First == pair.Item1
                    || old.Second == pair.Item1
                    || old.First == pair.Item2
                    || old.Second == pair.Item2
                );
            }
            else
            {
                refused.Add(pair);
            }
        }

        return hasJoined;
    }

    private bool Belong(List<int> rows, List<int> others, bool isDecided)
    {
        double sum = 0;
        foreach (var row in rows)
        {
            foreach (var other in others)
            {
                var vector = _scorer.Compare(row, other);
                if (_decisions.AreDifferent(row, other) || _scorer.IsContradiction(vector))
                {
                    return false;
                }

                sum += Math.Clamp(_scorer.MatchWeight(row, other, vector), -HeaviestVote, HeaviestVote);
            }
        }

        return isDecided || sum >= _joinWeight * rows.Count * others.Count;
    }

    private List<int> RowsOf(int cluster) => _rowsOfCluster.GetValueOrDefault(cluster) ?? [cluster];

    private void Join(int cluster, int joined)
    {
        List<int> rows = [.. RowsOf(cluster), .. RowsOf(joined)];
        _rowsOfCluster[cluster] = rows;
        _rowsOfCluster.Remove(joined);
        foreach (var row in rows)
        {
            _clusterOfRow[row] = cluster;
        }
    }
}
