using Crm.Dedupe.Comparing;

namespace Crm.Dedupe.Scoring;

/// <summary>The match weight of any two records of a set, by row.</summary>
internal sealed class PairScorer(RecordComparer comparer, MatchModel model, TermFrequencies frequencies)
{
    /// <summary>Where matches disagree on their tax id less often than this, two different ones are two things.</summary>
    private const double RareDisagreement = 0.02;

    private readonly bool _taxIdsAreReliable = model.Match[(int)Comparison.TaxId][Levels.Different] < RareDisagreement;

    public MatchModel Model => model;

    public ComparisonVector Compare(int first, int second) =>
        first < second ? comparer.Compare(first, second) : comparer.Compare(second, first);

    public double MatchWeight(int first, int second) => MatchWeight(first, second, Compare(first, second));

    public double MatchWeight(int first, int second, ComparisonVector vector)
    {
        Span<double> commonness = stackalloc double[ComparisonVector.Comparisons];
        Commonness(first, second, vector, commonness);
        return model.MatchWeight(vector, commonness);
    }

    public void Commonness(int first, int second, ComparisonVector vector, Span<double> bits) =>
        frequencies.Commonness(Math.Min(first, second), Math.Max(first, second), vector, bits);

    public bool IsContradiction(ComparisonVector vector) =>
        _taxIdsAreReliable && vector[Comparison.TaxId] == Levels.Different;
}
