using System.Numerics;

namespace Crm.Dedupe.Comparing;

/// <summary>
/// The number of typing errors between two texts, where one error is a character too many, missing, wrong, or two swapped
/// (Damerau 1964; the restricted form, in which nothing is edited twice).
/// </summary>
internal static class EditDistance
{
    private const int LongestText = 64;

    /// <summary>The distance if it is at most <paramref name="limit"/>, and one more than it otherwise.</summary>
    public static int Between(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int limit)
    {
        if (Math.Abs(first.Length - second.Length) > limit || Math.Max(first.Length, second.Length) > LongestText)
        {
            return first.SequenceEqual(second) ? 0 : limit + 1;
        }

        var common = first.CommonPrefixLength(second);
        first = first[common..];
        second = second[common..];
        while (first.Length > 0 && second.Length > 0 && first[^1] == second[^1])
        {
            first = first[..^1];
            second = second[..^1];
        }

        // One error changes two letters at most: most texts are told apart without a table.
        return BitOperations.PopCount(Letters.In(first) ^ Letters.In(second)) > 2 * limit ? limit + 1
            : first.Length == 0 || second.Length == 0 ? Math.Min(Math.Max(first.Length, second.Length), limit + 1)
            : ByTable(first, second, limit);
    }

    private static int ByTable(ReadOnlySpan<char> first, ReadOnlySpan<char> second, int limit)
    {
        var width = second.Length + 1;
        Span<int> rows = stackalloc int[3 * (LongestText + 1)];
        var beforePrevious = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                var wrong = first[i - 1] == second[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(previous[j], current[j - 1]) + 1, previous[j - 1] + wrong);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }

                best = Math.Min(best, current[j]);
            }

            if (best > limit)
            {
                return limit + 1;
            }

            var spare = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = spare;
        }

        return Math.Min(previous[width - 1], limit + 1);
    }
}
