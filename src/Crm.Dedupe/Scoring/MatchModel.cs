using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>
/// The probabilities of all levels among matches (m) and random pairs (u), and how common each class is among candidate pairs.
/// The match weight is the logarithm to base 2 of the odds (Fellegi and Sunter 1969) against all other classes together.
/// </summary>
internal sealed class MatchModel
{
    // Bits by which random levels overstate chance, as they have a floor; judged by the labelled sets and by a million made-up records.
    private const double Overstatement = 1;

    private readonly double[][] _logMatch;
    private readonly double[][] _logRandom;
    private readonly double[] _logShares;
    private readonly double[] _logRelativeNames;
    private readonly double[] _logBranchNames;
    private readonly double[] _logDepartmentNames;

    /// <param name="match">Of each comparison, how often matches come to each level.</param>
    /// <param name="random">The same for random pairs.</param>
    /// <param name="shares">How common each class is among candidate pairs.</param>
    /// <param name="pairsPerCandidate">
    /// How many pairs the set has to one candidate; 0 if that is unknown. Keys choose those candidates that agree by chance: of two
    /// unrelated records with one date of birth there are the more, the larger the set.
    /// </param>
    public MatchModel(double[][] match, double[][] random, double[] shares, double pairsPerCandidate = 0)
    {
        Match = match;
        Random = random;
        Shares = shares;
        PairsPerCandidate = pairsPerCandidate;
        _logMatch = Array.ConvertAll(match, levels => Array.ConvertAll(levels, Math.Log2));
        _logRandom = Array.ConvertAll(random, levels => Array.ConvertAll(levels, Math.Log2));
        _logShares = Array.ConvertAll(shares, Math.Log2);
        ref var logUnrelated = ref _logShares[(int)PairClass.Unrelated];
        logUnrelated = Math.Max(logUnrelated, ChanceBits(pairsPerCandidate));
        _logRelativeNames = LogFactors(match[(int)Comparison.FamilyName], DefaultModel.RelativeNames);
        _logBranchNames = LogFactors(match[(int)Comparison.Company], DefaultModel.BranchNames);
        _logDepartmentNames = LogFactors(match[(int)Comparison.Company], DefaultModel.DepartmentNames);
    }

    public static MatchModel Default { get; } =
        new(DefaultModel.Match, DefaultModel.Random, WithSumOne(PairClasses.PriorShares));

    public double[][] Match { get; }

    public double[][] Random { get; }

    public double[] Shares { get; }

    public double PairsPerCandidate { get; }

    /// <summary>The weight of a candidate pair of which nothing else is known.</summary>
    public double PriorWeight => _logShares[(int)PairClass.Match] - _logShares[(int)PairClass.Unrelated];

    /// <summary>What chance takes off the match weights of a set that has so many pairs to one candidate, in bits.</summary>
    public static double ChanceBits(double pairsPerCandidate) => Math.Log2(pairsPerCandidate) - Overstatement;

    /// <summary>
    /// What each comparison adds in bits: how much more likely its level is among matches than by chance, less how common the
    /// value is. A different address is one piece of evidence, in however many of its parts it shows.
    /// </summary>
    public void Weights(ComparisonVector vector, ReadOnlySpan<double> commonness, Span<double> weights)
    {
        for (var index = 0; index < weights.Length; index++)
        {
            var level = vector[(Comparison)index];
            weights[index] =
                level == Levels.Missing ? 0 : _logMatch[index][level] - _logRandom[index][level] - commonness[index];
        }

        if (vector[Comparison.Place] == Levels.Different)
        {
            weights[(int)Comparison.Country] = Math.Max(0, weights[(int)Comparison.Country]);
            if (vector[Comparison.Street] == Levels.Different)
            {
                weights[(int)Comparison.Place] = Math.Max(0, weights[(int)Comparison.Place]);
            }
        }
    }

    /// <summary>The sum of the weights, which the match weight less its prior never exceeds by much.</summary>
    public double Evidence(ComparisonVector vector)
    {
        Span<double> weights = stackalloc double[ComparisonVector.Comparisons];
        Weights(vector, stackalloc double[ComparisonVector.Comparisons], weights);
        double sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }

    /// <summary>
    /// The match weight of a pair. <paramref name="commonness"/> says by comparison how many bits more common than average
    /// the value is that both agree on (Newcombe 1959; Winkler 2000).
    /// </summary>
    public double MatchWeight(ComparisonVector vector, ReadOnlySpan<double> commonness)
    {
        Span<double> logs = stackalloc double[PairClasses.Count];
        RelativeLogs(vector, commonness, logs);
        double others = 0;
        for (var pairClass = 1; pairClass < PairClasses.Count; pairClass++)
        {
            others += double.Exp2(logs[pairClass]);
        }

        return logs[(int)PairClass.Match] - Math.Log2(others);
    }

    /// <summary>The logarithm of each class's share of the pairs with this vector, less one constant.</summary>
    public void RelativeLogs(ComparisonVector vector, ReadOnlySpan<double> commonness, Span<double> logs)
    {
        Span<double> weights = stackalloc double[ComparisonVector.Comparisons];
        Weights(vector, commonness, weights);
        for (var pairClass = 0; pairClass < PairClasses.Count; pairClass++)
        {
            var log = PairClasses.IsPossible((PairClass)pairClass, vector)
                ? _logShares[pairClass]
                : double.NegativeInfinity;
            foreach (var comparison in PairClasses.LikeMatch((PairClass)pairClass))
            {
                log += weights[(int)comparison];
                // People meet namesakes by chance: the more, the more common the name is.
                log += pairClass == (int)PairClass.Namesake ? commonness[(int)comparison] : 0;
            }

            logs[pairClass] = log;
        }

        if (vector[Comparison.FamilyName] is not Levels.Missing and var family)
        {
            logs[(int)PairClass.Relative] += _logRelativeNames[family];
        }

        // Colleagues name their employer alike; branches and departments have names that are less alike than those of matches.
        var company = vector[Comparison.Company];
        if (
            company != Levels.Missing
            && vector[Comparison.GivenName] == Levels.Missing
            && vector[Comparison.FamilyName] == Levels.Missing
        )
        {
            logs[(int)PairClass.Branch] += _logBranchNames[company];
            logs[(int)PairClass.Colleague] += _logBranchNames[company];
            logs[(int)PairClass.Office] += _logDepartmentNames[company];
        }
    }

    private static double[] LogFactors(double[] shares, double[] factors)
    {
        var sum = shares.Zip(factors, (share, factor) => share * factor).Skip(1).Sum();
        return Array.ConvertAll(factors, factor => Math.Log2(factor / sum));
    }

    public static double[] WithSumOne(double[] shares)
    {
        var sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }
}
