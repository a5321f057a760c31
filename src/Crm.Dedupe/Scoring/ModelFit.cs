using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>
/// Fits the model to counted comparison vectors by expectation and maximisation (Dempster, Laird and Rubin 1977; for record
/// linkage Winkler 1988). The defaults weigh like as much data again, so the estimate is the most probable and not only the
/// most likely one, and a small or clean set does not lead it astray.
/// </summary>
internal static class ModelFit
{
    private const int SmallSet = 1000;
    private const int Rounds = 2;
    private const int Steps = 25;
    private const double LeastPrior = 50;
    private const double SharesPrior = 2000;
    private const double RandomPrior = 2000;
    private const double LeastProbability = 1e-7;
    private const double LeastShareOfPrior = 0.2;

    // What a person has said of a pair is worth what the fit guesses of several.
    private const double PairsPerLabel = 5;

    /// <param name="candidates">How often each vector stands among the candidate pairs.</param>
    /// <param name="random">How often each vector stands among random pairs.</param>
    /// <param name="labels">What people have decided.</param>
    /// <param name="records">How many there are.</param>
    public static MatchModel Fit(VectorCounts candidates, VectorCounts random, Labels labels, int records)
    {
        // Of a small set's few pairs hardly any agrees by chance, and many that do are matches: its random levels say enough.
        var pairs = records * (records - 1.0) / 2 * Math.Min(1, Math.Pow(records / (double)SmallSet, 2));
        var pairsPerCandidate = pairs / Math.Max(1, candidates.Total);
        var model = MatchModel.Default;
        for (var round = 0; round < Rounds; round++)
        {
            // Random pairs of a small set are often matches: the second round knows which.
            model = new MatchModel(
                model.Match,
                RandomLevels(random, round == 0 ? null : model, candidates),
                model.Shares,
                pairsPerCandidate
            );
            for (var step = 0; step < Steps; step++)
            {
                model = Step(model, candidates, labels);
            }
        }

        return Rising(model);
    }

    private static double[][] RandomLevels(VectorCounts random, MatchModel? model, VectorCounts candidates)
    {
        var counts = Array.ConvertAll(DefaultModel.Random, levels => new double[levels.Length]);
        foreach (var (vector, count) in random.InOrder)
        {
            var share =
                model is null || !candidates.Has(vector)
                    ? 1
                    : 1 - Responsibilities(model, vector)[(int)PairClass.Match];
            AddTo(counts, vector, count * share);
        }

        var estimates = Estimates(counts, DefaultModel.Random, _ => RandomPrior);
        for (var index = 0; index < estimates.Length; index++)
        {
            for (var level = 1; level < estimates[index].Length; level++)
            {
                // What a sample never shows is rare, yet not impossible.
                estimates[index][level] = Math.Max(
                    estimates[index][level],
                    DefaultModel.Random[index][level] * LeastShareOfPrior
                );
            }
        }

        return estimates;
    }

    private static MatchModel Step(MatchModel model, VectorCounts candidates, Labels labels)
    {
        var shares = Array.ConvertAll(MatchModel.Default.Shares, share => share * SharesPrior);
        var counts = Array.ConvertAll(DefaultModel.Match, levels => new double[levels.Length]);
        foreach (var (vector, count) in candidates.InOrder)
        {
            var responsibilities = Responsibilities(model, vector);
            for (var pairClass = 0; pairClass < PairClasses.Count; pairClass++)
            {
                shares[pairClass] += count * responsibilities[pairClass];
            }

            var undecided = count - Math.Min(count, PairsPerLabel * labels.Different.Of(vector));
            AddTo(counts, vector, undecided * responsibilities[(int)PairClass.Match]);
        }

        foreach (var (vector, count) in labels.Same.InOrder)
        {
            AddTo(counts, vector, PairsPerLabel * count);
        }

        var match = Estimates(counts, DefaultModel.Match, data => Math.Max(LeastPrior, data));
        return new MatchModel(match, model.Random, MatchModel.WithSumOne(shares), model.PairsPerCandidate);
    }

    private static double[] Responsibilities(MatchModel model, ComparisonVector vector)
    {
        var logs = new double[PairClasses.Count];
        model.RelativeLogs(vector, stackalloc double[ComparisonVector.Comparisons], logs);
        var highest = logs.Max();
        return MatchModel.WithSumOne(Array.ConvertAll(logs, log => double.Exp2(log - highest)));
    }

    private static void AddTo(double[][] counts, ComparisonVector vector, double count)
    {
        for (var index = 0; index < counts.Length; index++)
        {
            counts[index][vector[(Comparison)index]] += count;
        }
    }

    private static double[][] Estimates(double[][] counts, double[][] prior, Func<double, double> priorPairs)
    {
        var estimates = Array.ConvertAll(prior, levels => (double[])levels.Clone());
        for (var index = 0; index < counts.Length; index++)
        {
            var data = counts[index].Skip(1).Sum();
            var weight = priorPairs(data);
            for (var level = 1; level < counts[index].Length; level++)
            {
                estimates[index][level] = Math.Max(
                    LeastProbability,
                    (counts[index][level] + (weight * prior[index][level])) / (data + weight)
                );
            }
        }

        return estimates;
    }

    /// <summary>
    /// A level of more agreement never weighs less than one of less: neighbours that do are given their common weight
    /// (pooling of adjacent violators, Ayer and others 1955).
    /// </summary>
    private static MatchModel Rising(MatchModel model)
    {
        var match = Array.ConvertAll(model.Match, levels => (double[])levels.Clone());
        for (var index = 0; index < match.Length; index++)
        {
            Rise(match[index], model.Random[index]);
        }

        return new MatchModel(match, model.Random, model.Shares, model.PairsPerCandidate);
    }

    private static void Rise(double[] match, double[] random)
    {
        var pools = new List<(int First, double Match, double Random)>();
        for (var level = 1; level < match.Length; level++)
        {
            var pool = (First: level, Match: match[level], Random: random[level]);
            while (pools.Count > 0 && pools[^1].Match / pools[^1].Random >= pool.Match / pool.Random)
            {
                pool = (pools[^1].First, pools[^1].Match + pool.Match, pools[^1].Random + pool.Random);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        for (var index = 0; index < pools.Count; index++)
        {
            var end = index + 1 < pools.Count ? pools[index + 1].First : match.Length;
            for (var level = pools[index].First; level < end; level++)
            {
                match[level] = random[level] * pools[index].Match / pools[index].Random;
            }
        }
    }
}
