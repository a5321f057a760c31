namespace Crm.Dedupe;

/// <summary>Two records that may be one.</summary>
/// <param name="First">The record with the smaller id.</param>
/// <param name="Second">The other.</param>
/// <param name="MatchWeight">The logarithm to base 2 of the odds that they are one.</param>
public readonly record struct ScoredPair(RecordId First, RecordId Second, double MatchWeight)
{
    public double Probability => 1 / (1 + double.Exp2(-MatchWeight));
}
