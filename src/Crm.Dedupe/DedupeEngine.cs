using Crm.Dedupe.Blocking;
using Crm.Dedupe.Clustering;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>Finds the records of a set that are one thing: blocks, compares, fits, scores and clusters.</summary>
public static class DedupeEngine
{
    private const int BlocksAtATime = 4096;

    public static DedupeResult Run(RecordSet set, DedupeOptions options)
    {
        var records = set.Columns;
        var comparer = new RecordComparer(records);
        var keys = new BlockKeys(records, comparer.CompanyWeights);
        var strata = new Strata(records);
        var candidates = new CandidatePairs(keys, SortKeys.Of(records), options);
        var vectors = CountVectors(candidates, comparer);
        var random = RandomPairs.Count(records, comparer, strata, options);
        var model = ModelFit.Fit(vectors, random);
        var scorer = new PairScorer(comparer, model, new TermFrequencies(records, model, strata));
        var edges = Score(candidates, scorer, options);
        return new DedupeResult(records, options, keys, scorer, edges, vectors.Values.Sum());
    }

    private static Dictionary<ulong, long> CountVectors(CandidatePairs candidates, RecordComparer comparer)
    {
        var total = new Dictionary<ulong, long>();
        InParallel(
            candidates,
            (first, end) =>
            {
                var counts = new Dictionary<ulong, long>();
                candidates.Walk(first, end, (one, other) => Add(counts, comparer.Compare(one, other).Bits, 1));
                return counts;
            },
            counts =>
            {
                foreach (var (vector, count) in counts)
                {
                    Add(total, vector, count);
                }
            }
        );
        return total;
    }

    private static void Add(Dictionary<ulong, long> counts, ulong vector, long count) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, vector, out _) += count;

    private static List<Edge> Score(CandidatePairs candidates, PairScorer scorer, DedupeOptions options)
    {
        var edges = new List<Edge>();
        InParallel(
            candidates,
            (first, end) =>
            {
                var found = new List<Edge>();
                candidates.Walk(
                    first,
                    end,
                    (one, other) =>
                    {
                        if (scorer.MatchWeight(one, other) is var weight && weight >= options.LowestWeight)
                        {
                            found.Add(new Edge(one, other, (float)weight));
                        }
                    }
                );
                return found;
            },
            edges.AddRange
        );
        // Rows stand in an order of their own, so ties are broken alike however the records came.
        edges.Sort((one, other) => (-one.Weight, one.First, one.Second).CompareTo((-other.Weight, other.First, other.Second)));
        return [.. edges.Distinct()];
    }

    private static void InParallel<T>(CandidatePairs candidates, Func<int, int, T> work, Action<T> take)
    {
        var parts = (candidates.Blocks + BlocksAtATime - 1) / BlocksAtATime;
        var gate = new Lock();
        Parallel.For(
            0,
            parts,
            part =>
            {
                var done = work(part * BlocksAtATime, Math.Min(candidates.Blocks, (part + 1) * BlocksAtATime));
                lock (gate)
                {
                    take(done);
                }
            }
        );
    }
}
