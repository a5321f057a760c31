using System.Globalization;
using System.Text;
using Crm.Dedupe.Resources;

namespace Crm.Dedupe.Cleaning;

/// <summary>Latin letters for the letters of other scripts.</summary>
internal static class Transliteration
{
    private static readonly string?[] ByLetter = Read();

    /// <summary>The Latin form of a letter; empty if the table has none.</summary>
    public static string Latin(char letter) => ByLetter[letter] ?? "";

    /// <summary>The Latin form of a folded text: words stay apart, and Han, which has no spaces, becomes one word.</summary>
    public static string Latin(string folded)
    {
        if (Ascii.IsValid(folded))
        {
            return folded;
        }

        var latin = new StringBuilder(folded.Length * 2);
        foreach (var character in folded)
        {
            if (character < 0x80)
            {
                latin.Append(character);
            }
            else
            {
                latin.Append(ByLetter[character]);
            }
        }

        return latin.ToString();
    }

    private static string?[] Read()
    {
        var letters = new string?[char.MaxValue + 1];
        foreach (var row in EmbeddedTable.Rows("transliteration.tsv"))
        {
            var letter = int.Parse(row[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            foreach (var latin in row[1].Split(' '))
            {
                letters[letter++] = latin.Length == 0 ? null : string.Intern(latin);
            }
        }

        return letters;
    }
}
