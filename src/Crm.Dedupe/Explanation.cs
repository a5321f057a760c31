using Crm.Dedupe.Blocking;
using Crm.Dedupe.Comparing;
using Crm.Dedupe.Scoring;

namespace Crm.Dedupe;

/// <summary>Why a pair has its match weight: the parts add up to it.</summary>
/// <param name="PriorWeight">The weight of a candidate pair of which nothing else is known.</param>
/// <param name="Reasons">What each comparison adds.</param>
/// <param name="RelatedWeight">What is taken off because related things agree in the same fields.</param>
/// <param name="MatchWeight">The sum.</param>
/// <param name="NearestClass">What the records most probably are to each other if they are not one.</param>
/// <param name="Blocks">The keys that make them candidates.</param>
/// <param name="IsContradiction">Whether their tax ids forbid that they are one, whatever the weight.</param>
public sealed record Explanation(
    double PriorWeight,
    IReadOnlyList<Reason> Reasons,
    double RelatedWeight,
    double MatchWeight,
    PairClass NearestClass,
    IReadOnlyList<BlockKind> Blocks,
    bool IsContradiction
)
{
    public double Probability => 1 / (1 + double.Exp2(-MatchWeight));

    internal static Explanation Of(PairScorer scorer, int first, int second, IReadOnlyList<BlockKind> blocks)
    {
        var vector = scorer.Compare(first, second);
        Span<double> commonness = stackalloc double[ComparisonVector.Comparisons];
        scorer.Commonness(first, second, vector, commonness);
        Span<double> weights = stackalloc double[ComparisonVector.Comparisons];
        scorer.Model.Weights(vector, commonness, weights);
        List<Reason> reasons = [];
        foreach (var comparison in Enum.GetValues<Comparison>())
        {
            if (vector[comparison] is not Levels.Missing and var level)
            {
                var adjustment = -commonness[(int)comparison];
                reasons.Add(
                    new Reason(
                        comparison,
                        Levels.Name(comparison, level),
                        weights[(int)comparison] - adjustment,
                        adjustment
                    )
                );
            }
        }

        Span<double> logs = stackalloc double[PairClasses.Count];
        scorer.Model.RelativeLogs(vector, commonness, logs);
        var nearest = PairClass.Unrelated;
        for (var pairClass = PairClass.Unrelated; (int)pairClass < PairClasses.Count; pairClass++)
        {
            nearest = logs[(int)pairClass] > logs[(int)nearest] ? pairClass : nearest;
        }

        var prior = scorer.Model.PriorWeight;
        var weight = scorer.Model.MatchWeight(vector, commonness);
        var related = weight - prior - reasons.Sum(reason => reason.Weight + reason.FrequencyAdjustment);
        return new Explanation(prior, reasons, related, weight, nearest, blocks, scorer.IsContradiction(vector));
    }
}

/// <summary>What one comparison adds to a match weight.</summary>
/// <param name="Comparison">What was compared.</param>
/// <param name="Level">How far the records agree.</param>
/// <param name="Weight">The bits for this level.</param>
/// <param name="FrequencyAdjustment">More bits for a rare value, fewer for a common one.</param>
public sealed record Reason(Comparison Comparison, string Level, double Weight, double FrequencyAdjustment);
