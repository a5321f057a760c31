using System.Numerics;

namespace Crm.Dedupe.Comparing;

/// <summary>
/// The Jaro–Winkler similarity, 0 to 1: Jaro's (1989, "Advances in record-linkage methodology") share of common characters and
/// their order, raised by a tenth of what is missing for each of the first four characters in common (Winkler 1990).
/// </summary>
internal static class JaroWinkler
{
    private const int LongestPrefix = 4;
    private const double PrefixScale = 0.1;
    private const int LongestText = 64;

    public static double Similarity(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        if (first.SequenceEqual(second))
        {
            return 1;
        }

        // Which characters are taken as common depends on where the search begins; the measure must not.
        if (first.SequenceCompareTo(second) > 0)
        {
            var spare = first;
            first = second;
            second = spare;
        }

        first = first[..Math.Min(first.Length, LongestText)];
        second = second[..Math.Min(second.Length, LongestText)];
        var jaro = Jaro(first, second);
        var prefix = Math.Min(first.CommonPrefixLength(second), LongestPrefix);
        return jaro + (prefix * PrefixScale * (1 - jaro));
    }

    /// <summary>Whether the similarity is at least this; much quicker where it is not.</summary>
    public static bool IsAtLeast(double threshold, ReadOnlySpan<char> first, ReadOnlySpan<char> second) =>
        Highest((first.Length, Letters.In(first)), (second.Length, Letters.In(second))) >= threshold
        && Similarity(first, second) >= threshold;

    /// <summary>A bound by length and letters: characters that only one text has are not common.</summary>
    public static double Highest((int Length, ulong Letters) first, (int Length, ulong Letters) second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return 0;
        }

        var most = Math.Min(
            first.Length - BitOperations.PopCount(first.Letters & ~second.Letters),
            second.Length - BitOperations.PopCount(second.Letters & ~first.Letters)
        );
        var jaro = (((double)most / first.Length) + ((double)most / second.Length) + 1) / 3;
        return jaro + (LongestPrefix * PrefixScale * (1 - jaro));
    }

    private static double Jaro(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return 0;
        }

        var reach = Math.Max(0, (Math.Max(first.Length, second.Length) / 2) - 1);
        ulong usedInFirst = 0;
        ulong usedInSecond = 0;
        var common = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var end = Math.Min(second.Length, i + reach + 1);
            for (var j = Math.Max(0, i - reach); j < end; j++)
            {
                if (first[i] == second[j] && (usedInSecond & (1UL << j)) == 0)
                {
                    usedInFirst |= 1UL << i;
                    usedInSecond |= 1UL << j;
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        var outOfOrder = 0;
        for (; usedInFirst != 0; usedInFirst &= usedInFirst - 1, usedInSecond &= usedInSecond - 1)
        {
            outOfOrder +=
                first[BitOperations.TrailingZeroCount(usedInFirst)]
                == second[BitOperations.TrailingZeroCount(usedInSecond)]
                    ? 0
                    : 1;
        }

        var share = (double)common;
        return ((share / first.Length) + (share / second.Length) + ((share - (outOfOrder / 2)) / share)) / 3;
    }
}
