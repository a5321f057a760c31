using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Cleaning;

/// <summary>Forms of address and degrees, which are no part of a name.</summary>
internal static class Titles
{
    private static readonly HashSet<string> All =
    [
        .. EmbeddedTable
            .Rows("titles.tsv")
            .Concat(EmbeddedTable.Rows("own-titles.tsv"))
            .Select(row => Folding.FoldUmlauts(row[0])),
    ];

    /// <summary>The words that are no titles; all of them if none would be left.</summary>
    public static string Without(string folded)
    {
        if (!folded.Contains(' '))
        {
            return folded;
        }

        var words = folded.Split(' ');
        var names = Array.FindAll(words, word => !All.Contains(word));
        return names.Length == 0 || names.Length == words.Length ? folded : string.Join(' ', names);
    }
}
