using Crm.Dedupe.Blocking;
using Crm.Dedupe.Clustering;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>Finds the records of a set that are one thing: blocks, compares, fits, scores and clusters.</summary>
public static class DedupeEngine
{
    private const int BlocksAtATime = 16_384;
    private const int PairsAtATime = 16_384;

    // Bits that a fitted model and the rarity of values can add to what the default model makes of a pair.
    private const double Margin = 10;

    public static DedupeResult Run(RecordSet set, DedupeOptions options, CancellationToken cancellationToken = default)
    {
        var records = set.Columns;
        var comparer = new RecordComparer(records);
        var keys = new BlockKeys(records, comparer.CompanyWeights);
        var strata = new Strata(records);
        var random = RandomPairs.Count(records, comparer, strata, options, cancellationToken);
        var (vectors, promising) = Compare(keys, records, comparer, options, cancellationToken);
        var decisions = Decisions.Of(options, records);
        var model = ModelFit.Fit(vectors, random, Labels.Of(decisions, comparer), records.Count);
        var scorer = new PairScorer(
            comparer,
            model,
            new TermFrequencies(records, model, TermCounts.Of(records, strata))
        );
        var edges = Score(promising, scorer, options, cancellationToken);
        return new DedupeResult(records, options, decisions, keys, scorer, edges, vectors.Total);
    }

    /// <summary>Compares all candidates once; of those that can still become matches it keeps the vectors.</summary>
    private static (VectorCounts Vectors, List<ComparedPair> Promising) Compare(
        BlockKeys keys,
        RecordColumns records,
        RecordComparer comparer,
        DedupeOptions options,
        CancellationToken cancellationToken
    )
    {
        var candidates = new CandidatePairs(keys, SortKeys.Of(records), options);
        var pairsPerCandidate = records.Count * (records.Count - 1.0) / 2 / Math.Max(1, candidates.Most);
        var least = options.LowestWeight - Margin + Math.Max(0, MatchModel.ChanceBits(pairsPerCandidate));
        var vectors = new VectorCounts();
        var promising = new List<ComparedPair>();
        InParts.Run(
            candidates.Blocks,
            BlocksAtATime,
            (first, end) =>
            {
                var counts = new VectorCounts();
                var kept = new List<ComparedPair>();
                candidates.Walk(
                    first,
                    end,
                    (row, other) =>
                    {
                        var vector = comparer.Compare(row, other);
                        counts.Add(vector);
                        if (MatchModel.Default.Evidence(vector) >= least)
                        {
                            kept.Add(new ComparedPair(row, other, vector));
                        }
                    }
                );
                return (counts, kept);
            },
            part =>
            {
                vectors.Add(part.counts);
                promising.AddRange(part.kept);
            },
            cancellationToken
        );
        return (vectors, promising);
    }

    private static List<Edge> Score(
        List<ComparedPair> pairs,
        PairScorer scorer,
        DedupeOptions options,
        CancellationToken cancellationToken
    )
    {
        var edges = new List<Edge>();
        InParts.Run(
            pairs.Count,
            PairsAtATime,
            (first, end) =>
            {
                var found = new List<Edge>();
                for (var index = first; index < end; index++)
                {
                    var (row, other, vector) = pairs[index];
                    var weight = scorer.MatchWeight(row, other, vector);
                    if (weight >= options.LowestWeight)
                    {
                        found.Add(new Edge(row, other, (float)weight));
                    }
                }

                return found;
            },
            edges.AddRange,
            cancellationToken
        );
        // Rows stand in an order of their own, so ties are broken alike however the records came.
        edges.Sort(
            (one, other) => (-one.Weight, one.First, one.Second).CompareTo((-other.Weight, other.First, other.Second))
        );
        return [.. edges.Distinct()];
    }

    private readonly record struct ComparedPair(int First, int Second, ComparisonVector Vector);
}
