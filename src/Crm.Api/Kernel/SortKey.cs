using System.Globalization;
using System.Text;

namespace Crm.Api.Kernel;

/// <summary>The folded form of a text, stored beside it, so that every engine sorts and searches it the same.</summary>
internal static class SortKey
{
    /// <summary>The longest key made; what follows neither sorts nor is found.</summary>
    public const int MaximumLength = 200;

    // A text this long fills the key however much of it folds away; more would only cost time.
    private const int LongestUsefulText = 4_000;

    /// <summary>Without case, accents and compatibility forms, trimmed, and with single spaces.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var key = new StringBuilder(Math.Min(text.Length, MaximumLength));
        var spaceIsDue = false;

        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark:
                case UnicodeCategory.Format:
                    continue;
            }

            // PostgreSQL stores no NUL, and no key needs a control character.
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                spaceIsDue = key.Length > 0;
                continue;
            }

            var space = spaceIsDue ? 1 : 0;
            var folded = Fold(rune);
            if (key.Length + space + folded.Length > MaximumLength)
            {
                break;
            }

            key.Append(' ', space).Append(folded);
            spaceIsDue = false;
        }

        return key.ToString();
    }

    private static string Decompose(string text)
    {
        var head = text.Length > LongestUsefulText ? text[..LongestUsefulText] : text;

        // Normalising lower case again keeps the form stable: lowering İ makes a combining mark, for one.
        return WellFormed(WellFormed(head).Normalize(NormalizationForm.FormKD).ToLowerInvariant())
            .Normalize(NormalizationForm.FormKD);
    }

    // Half a surrogate pair, which has no UTF-8 form, and the noncharacter U+FFFE cannot be normalised.
    private static string WellFormed(string text)
    {
        var runes = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            runes.Append((rune.Value & 0xFFFE) == 0xFFFE ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return runes.ToString();
    }

    // Letters that Unicode does not decompose, though people type and expect the plain ones.
    private static string Fold(Rune rune) =>
        rune.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' => "d",
            'ð' => "d",
            'þ' => "th",
            'ħ' => "h",
            'ı' => "i",
            'ς' => "σ",
            _ => rune.ToString(),
        };
}
