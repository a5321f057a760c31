using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Cleaning;

/// <summary>A street and the number of a house in it.</summary>
internal sealed class StreetAddress : ICleanValue
{
    private static readonly Dictionary<string, string> ShortForms = EmbeddedTable
        .Rows("street-words.tsv")
        .ToDictionary(row => Folding.FoldUmlauts(row[0]), row => row[1]);

    // What stands behind these words tells where in the street the house is.
    private static readonly HashSet<string> Beside = ["between", "near", "off", "at", "opposite", "behind"];

    private static readonly string[] CompoundEndings = ["strase", "strasse", "str"];

    private readonly int _nameLength;

    private StreetAddress(string name, string number)
    {
        _nameLength = name.Length;
        Key = $"{name} {number}";
        Letters = Comparing.Letters.In(name.Replace(" ", "", StringComparison.Ordinal));
        NameLetters = name.Length - name.Count(letter => letter == ' ');
    }

    public string Key { get; }

    public ReadOnlySpan<char> Name => Key.AsSpan(0, _nameLength);

    /// <summary>Empty when none was written.</summary>
    public ReadOnlySpan<char> Number => Key.AsSpan(_nameLength + 1);

    /// <summary>The letters of the name as a set, and how many there are: enough to tell most streets apart.</summary>
    public ulong Letters { get; }

    public int NameLetters { get; }

    public int Words => 1 + _nameLength - NameLetters;

    /// <param name="typed">The street, or number, a tab and the street where columns keep them apart.</param>
    public static StreetAddress? From(string typed)
    {
        var tab = typed.IndexOf('\t', StringComparison.Ordinal);
        var number = tab > 0 ? Folding.Fold(typed[..tab]).Replace(" ", "", StringComparison.Ordinal) : "";
        var folded = Folding.FoldUmlauts(tab >= 0 ? typed[(tab + 1)..] : typed);
        if (folded.Length == 0)
        {
            return null;
        }

        if (Scripts.Of(folded) == Script.Han)
        {
            return OfHan(folded, number);
        }

        List<string> words = [];
        foreach (var word in folded.Split(' '))
        {
            if (Beside.Contains(word) && words.Count > 0)
            {
                break;
            }

            if (number.Length == 0 && IsNumber(word))
            {
                number = word;
            }
            else
            {
                words.Add(Short(word));
            }
        }

        return words.Count == 0 ? null : new StreetAddress(string.Join(' ', words), number);
    }

    /// <summary>Begins with a digit and is not the name of a numbered street such as "55th".</summary>
    private static bool IsNumber(string word) =>
        char.IsAsciiDigit(word[0]) && !(word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th");

    private static string Short(string word)
    {
        if (ShortForms.TryGetValue(word, out var known))
        {
            return known;
        }

        var ending = Array.Find(
            CompoundEndings,
            ending => word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal)
        );
        return ending is null ? word : word[..^ending.Length] + "str";
    }

    private static StreetAddress? OfHan(string folded, string number)
    {
        var text = string.Concat(folded.Split(' '));
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var name = string.Concat(text.Where(character => !char.IsAsciiDigit(character))).TrimEnd('号', '號');
        return name.Length == 0 ? null : new StreetAddress(name, number.Length > 0 ? number : digits);
    }
}
