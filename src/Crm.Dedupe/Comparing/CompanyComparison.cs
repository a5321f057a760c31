using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares the names of organisations.</summary>
internal static class CompanyComparison
{
    private const int TellingPart = 5;

    public static int Level(WordList first, WordList second, WordWeights weights)
    {
        if (first.Key == second.Key || (first.Latin.Length > 3 && first.Latin == second.Latin))
        {
            return CompanyLevel.Exact;
        }

        if (first.Script != second.Script)
        {
            return OfScripts(first, second);
        }

        var errors = Math.Min(first.Latin.Length, second.Latin.Length) >= 9 ? 2 : 1;
        if (
            first.Script != Script.Han
            && Math.Min(first.Latin.Length, second.Latin.Length) > 5
            && EditDistance.Between(first.Latin, second.Latin, errors) <= errors
        )
        {
            return CompanyLevel.Near;
        }

        var alike = SoftTfIdf.Of(first, second, weights);
        return alike switch
        {
            { Similarity: >= 0.985 } => CompanyLevel.Exact,
            { Similarity: >= 0.9 } => CompanyLevel.Near,
            { Similarity: >= 0.7 } => CompanyLevel.Similar,
            { Containment: >= 0.95 } => CompanyLevel.Contained,
            { Similarity: >= 0.4 } => CompanyLevel.Weak,
            _ => Levels.Different,
        };
    }

    /// <summary>Names are translated in part (<c>南京联嘉医药</c>, "Nanjing Lianjia Pharmaceutical"): what counts is the part that is only spelt in other letters.</summary>
    private static int OfScripts(WordList first, WordList second)
    {
        if (Skeleton.Of(first.Latin) is { Length: > 3 } skeleton && skeleton == Skeleton.Of(second.Latin))
        {
            return CompanyLevel.Near;
        }

        var shorter = Math.Min(first.Latin.Length, second.Latin.Length);
        var common = first.Latin.AsSpan().CommonPrefixLength(second.Latin);
        return common < TellingPart ? Levels.Different
            : common >= 0.9 * shorter ? CompanyLevel.Near
            : common >= 2 * TellingPart || common >= 0.6 * shorter ? CompanyLevel.Similar
            : CompanyLevel.Weak;
    }
}
