using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Crm.Api.Kernel.Tables;

namespace Crm.Api.Kernel;

/// <summary>The countries of ISO 3166 and their English names; <c>Tables/README.md</c> names the source.</summary>
internal static class Countries
{
    private static readonly FrozenSet<string> Codes = EmbeddedTable
        .Rows("countries.tsv")
        .Select(row => row[0])
        .ToFrozenSet();

    private static readonly FrozenDictionary<string, string> CodesByName = EmbeddedTable
        .Rows("countries.tsv")
        .SelectMany(row =>
            row[2].Split('|').Append(row[0]).Append(row[1]).Select(name => (Key: Key(name), Code: row[0]))
        )
        .DistinctBy(name => name.Key)
        .ToFrozenDictionary(name => name.Key, name => name.Code);

    /// <summary>Whether the text is an upper-case alpha-2 code: <c>DE</c>. Kosovo's <c>XK</c> is one, <c>UK</c> and <c>EU</c> are not.</summary>
    public static bool IsCode(string? code) => code is not null && Codes.Contains(code);

    /// <summary>
    /// The alpha-2 code of what people call a country in English: its name, a common alias (USA, Holland), its alpha-2 or alpha-3 code.
    /// Case, accents, punctuation and a leading "the" do not count. Null when unknown.
    /// </summary>
    public static string? Find(string name) => CodesByName.GetValueOrDefault(Key(name));

    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        var words = Normaliser.Name(name).Replace("&", " and ", StringComparison.Ordinal);
        foreach (var character in words.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character))
            {
                key.Append(character);
            }
            else if (char.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator && key.Equals("the"))
            {
                key.Clear();
            }
        }

        return key.ToString();
    }
}
