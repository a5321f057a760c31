namespace Crm.Cli.CommandLine;

/// <summary>Finds the known words closest to a mistyped one.</summary>
internal static class DidYouMean
{
    public static IReadOnlyList<string> Among(IEnumerable<string> known, string typed)
    {
        var tolerance = Math.Max(1, typed.Trim('-').Length / 3);
        return
        [
            .. known
                .Select(word => (Word: word, Distance: Distance(word, typed)))
                .Where(candidate =>
                    candidate.Distance <= tolerance
                    || IsBeginningOf(typed, candidate.Word)
                    || IsBeginningOf(candidate.Word, typed)
                )
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
                .Select(candidate => candidate.Word)
                .Take(3),
        ];
    }

    /// <summary>" Did you mean a or b?", or nothing when no known word is close.</summary>
    public static string Question(IEnumerable<string> known, string typed) =>
        Among(known, typed) is { Count: > 0 } words ? $" Did you mean {string.Join(" or ", words)}?" : "";

    private static bool IsBeginningOf(string beginning, string word) =>
        beginning.Trim('-').Length >= 2 && word.StartsWith(beginning, StringComparison.Ordinal);

    /// <summary>Levenshtein distance, in which swapping two neighbours counts once.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substitution, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
