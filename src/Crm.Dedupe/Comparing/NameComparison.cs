using Crm.Dedupe.Cleaning;

namespace Crm.Dedupe.Comparing;

/// <summary>Compares given and family names.</summary>
internal static class NameComparison
{
    private const double NearSimilarity = 0.94;
    private const double SimilarSimilarity = 0.84;
    private const int LongName = 8;

    /// <summary>The levels of both names, which people enter into each other's fields as well.</summary>
    public static (int Given, int Family) Levels(
        NameValue? given,
        NameValue? family,
        NameValue? otherGiven,
        NameValue? otherFamily
    )
    {
        var straight = (Given: Level(given, otherGiven), Family: Level(family, otherFamily));
        if (straight is not { Given: < NameLevel.OtherScript, Family: < NameLevel.OtherScript })
        {
            return straight;
        }

        var crossed = (Level(given, otherFamily), Level(family, otherGiven));
        var (better, worse) = (Math.Max(crossed.Item1, crossed.Item2), Math.Min(crossed.Item1, crossed.Item2));
        return better < NameLevel.OtherScript || worse < NameLevel.Initial ? straight
            : worse < NameLevel.OtherScript ? (worse, NameLevel.Swapped)
            : (NameLevel.Swapped, NameLevel.Swapped);
    }

    public static int Level(NameValue? first, NameValue? second)
    {
        if (first is null || second is null)
        {
            return Comparing.Levels.Missing;
        }

        if (first.Key == second.Key)
        {
            return NameLevel.Exact;
        }

        if (first.Script != second.Script)
        {
            return OfScripts(first, second);
        }

        if (first.Script == Script.Han)
        {
            return OfHan(first, second);
        }

        if (first.IsInitial || second.IsInitial)
        {
            return first.Key[0] == second.Key[0] ? NameLevel.Initial : Comparing.Levels.Different;
        }

        return OfWords(first, second);
    }

    private static int OfWords(NameValue first, NameValue second)
    {
        if (IsNear(first.Key, second.Key))
        {
            return NameLevel.Near;
        }

        if (
            Nicknames.ShareGroup(first.NicknameGroups, second.NicknameGroups)
            || HasAllWords(first, second)
            || HasAllWords(second, first)
        )
        {
            return NameLevel.Short;
        }

        return JaroWinkler.IsAtLeast(SimilarSimilarity, first.Key, second.Key)
            ? NameLevel.Similar
            : Comparing.Levels.Different;
    }

    private static bool IsNear(string first, string second)
    {
        var shorter = Math.Min(first.Length, second.Length);
        var errors = shorter >= LongName ? 2 : 1;
        return shorter > 2
            && (
                EditDistance.Between(first, second, errors) <= errors
                || JaroWinkler.IsAtLeast(NearSimilarity, first, second)
            );
    }

    private static bool HasAllWords(NameValue whole, NameValue part) =>
        whole.Words.Length > part.Words.Length
        && Array.TrueForAll(part.Words, word => word.Length > 1 && Array.IndexOf(whole.Words, word) >= 0);

    private static int OfScripts(NameValue first, NameValue second)
    {
        if (first.IsInitial || second.IsInitial)
        {
            return first.Latin.AsSpan().StartsWith(second.Latin) || second.Latin.AsSpan().StartsWith(first.Latin)
                ? NameLevel.Initial
                : Comparing.Levels.Different;
        }

        if (first.Latin == second.Latin || (first.Skeleton.Length > 1 && first.Skeleton == second.Skeleton))
        {
            return NameLevel.OtherScript;
        }

        var alike = Math.Max(
            JaroWinkler.Similarity(first.Latin, second.Latin),
            JaroWinkler.Similarity(first.Skeleton, second.Skeleton)
        );
        return alike >= NearSimilarity ? NameLevel.OtherScript
            : alike >= SimilarSimilarity ? NameLevel.Similar
            : Comparing.Levels.Different;
    }

    // Two of the many characters with one sound are different names, and more often a wrong choice while typing.
    private static int OfHan(NameValue first, NameValue second)
    {
        if (first.Latin == second.Latin)
        {
            return NameLevel.Near;
        }

        var longer = Math.Max(first.Key.Length, second.Key.Length);
        return longer > 1 && EditDistance.Between(first.Key, second.Key, 1) == 1
            ? NameLevel.Similar
            : Comparing.Levels.Different;
    }
}
