namespace Crm.Cli.Imports;

/// <summary>Takes names apart into words, so that `close_date`, `Close Date` and `closeDate` are the same.</summary>
internal static class NameWords
{
    /// <summary>From this length on, a word that begins with another one counts as that word: `opportunities`, `opportunity`.</summary>
    private const int ShortestStem = 4;

    /// <summary>What other programs call what the contract has a word of its own for.</summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["account"] = "customer",
        ["client"] = "customer",
        ["company"] = "customer",
        ["agent"] = "owner",
        ["rep"] = "owner",
        ["seller"] = "owner",
        ["subsidiary"] = "parent",
        ["zip"] = "postal",
    };

    /// <summary>The words of a name in small letters, each in the contract's word for it.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        List<string> words = [];
        var start = -1;
        for (var i = 0; i <= name.Length; i++)
        {
            var isLetter = i < name.Length && char.IsLetter(name[i]);
            var isHump = isLetter && i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (start >= 0 && (!isLetter || isHump))
            {
                var word = name[start..i].ToLowerInvariant();
                words.Add(Synonyms.GetValueOrDefault(word, word));
                start = -1;
            }

            if (isLetter && start < 0)
            {
                start = i;
            }
        }

        return words;
    }

    /// <summary>
    /// The share of words two names have in common, from 0 to 1. Only the last step of the field's path counts, and `Id`
    /// not at all: a column `account` may well name the record that `accountId` refers to.
    /// </summary>
    public static double Likeness(string header, string field)
    {
        var left = Of(header).Where(word => word != "id").ToHashSet(StringComparer.Ordinal);
        var right = Of(field[(field.LastIndexOf('.') + 1)..])
            .Where(word => word != "id")
            .ToHashSet(StringComparer.Ordinal);
        var common = left.Count(word => right.Any(other => AreAlike(word, other)));
        return left.Count + right.Count == 0 ? 0 : 2.0 * common / (left.Count + right.Count);
    }

    private static bool AreAlike(string left, string right) =>
        left == right || (Stem(left, right).Length >= ShortestStem && Stem(left, right) == Stem(right, left));

    /// <summary>The word cut to the length of the shorter one.</summary>
    private static string Stem(string word, string other) => word[..Math.Min(word.Length, other.Length)];
}
