namespace Crm.Dedupe.Comparing;

/// <summary>The levels of all comparisons of a pair, four bits each.</summary>
internal readonly record struct ComparisonVector(ulong Bits)
{
    public const int Comparisons = 13;
    private const int Width = 4;
    private const ulong Mask = 15;

    public int this[Comparison comparison] => (int)((Bits >> (Width * (int)comparison)) & Mask);

    /// <summary>The levels of two vectors that know different ones.</summary>
    public static ComparisonVector operator |(ComparisonVector one, ComparisonVector other) =>
        new(one.Bits | other.Bits);

    public ComparisonVector With(Comparison comparison, int level) =>
        new((Bits & ~(Mask << (Width * (int)comparison))) | ((ulong)level << (Width * (int)comparison)));
}
