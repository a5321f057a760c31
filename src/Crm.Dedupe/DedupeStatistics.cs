using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>What a run has learned of its set, in figures.</summary>
/// <param name="Records">How many there are.</param>
/// <param name="CandidatePairs">How many pairs were compared.</param>
/// <param name="PairsKept">Those above the lowest weight.</param>
/// <param name="Shares">How common each class is among the candidate pairs.</param>
/// <param name="Comparisons">What agreement and disagreement are worth.</param>
public sealed record DedupeStatistics(
    int Records,
    long CandidatePairs,
    long PairsKept,
    IReadOnlyList<ClassShare> Shares,
    IReadOnlyList<ComparisonStatistics> Comparisons
)
{
    internal static DedupeStatistics Of(MatchModel model, int records, long candidatePairs, long pairsKept) =>
        new(
            records,
            candidatePairs,
            pairsKept,
            [
                .. Enum.GetValues<PairClass>()
                    .Select(pairClass => new ClassShare(pairClass, model.Shares[(int)pairClass])),
            ],
            [.. Enum.GetValues<Comparison>().Select(comparison => ComparisonStatistics.Of(model, comparison))]
        );
}

/// <summary>How common a class is among the candidate pairs, 0 to 1.</summary>
public sealed record ClassShare(PairClass Class, double Share);

/// <summary>The levels of a comparison, from different to exact.</summary>
public sealed record ComparisonStatistics(Comparison Comparison, IReadOnlyList<LevelStatistics> Levels)
{
    internal static ComparisonStatistics Of(MatchModel model, Comparison comparison) =>
        new(
            comparison,
            [
                .. Enumerable
                    .Range(Comparing.Levels.Different, Comparing.Levels.Exact(comparison))
                    .Select(level => new LevelStatistics(
                        Comparing.Levels.Name(comparison, level),
                        model.Match[(int)comparison][level],
                        model.Random[(int)comparison][level]
                    )),
            ]
        );
}

/// <summary>How often records agree so far.</summary>
/// <param name="Name">What the level is called.</param>
/// <param name="M">Its share among matches.</param>
/// <param name="U">Its share among random pairs.</param>
public sealed record LevelStatistics(string Name, double M, double U)
{
    /// <summary>What it adds to a match weight.</summary>
    public double Weight => Math.Log2(M / U);
}
