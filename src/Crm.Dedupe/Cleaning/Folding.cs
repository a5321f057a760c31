using System.Globalization;
using System.Text;

namespace Crm.Dedupe.Cleaning;

/// <summary>Makes texts comparable that differ only in case, width, accents, punctuation or spaces.</summary>
internal static class Folding
{
    /// <summary>Words in lower case with one space between them, in their own script, without marks on letters.</summary>
    public static string Fold(string typed)
    {
        var text = Ascii.IsValid(typed) ? typed : Decomposed(typed);
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            Append(character, folded);
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        var result = folded.ToString();
        // Hangul has been taken apart with the accents.
        return Ascii.IsValid(result) ? result : result.Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Folded, and umlauts the same however they were written: <c>Müller</c>, <c>Mueller</c> and <c>Muller</c> are one.
    /// The price is that <c>Joel</c> is compared as <c>jol</c>, on both sides alike.
    /// </summary>
    public static string FoldUmlauts(string typed) =>
        Fold(typed)
            .Replace("ae", "a", StringComparison.Ordinal)
            .Replace("oe", "o", StringComparison.Ordinal)
            .Replace("ue", "u", StringComparison.Ordinal);

    /// <summary>Letters and digits only, in upper case: the form of identifiers and postcodes.</summary>
    public static string Code(string typed) =>
        string.Concat(Fold(typed).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string Decomposed(string typed)
    {
        var repaired = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            // Normalisation refuses this noncharacter; half a surrogate pair is already U+FFFD here.
            repaired.Append(rune.Value == '\uFFFE' ? " " : rune.ToString());
        }

        return repaired.ToString().Normalize(NormalizationForm.FormKD);
    }

    private static void Append(char character, StringBuilder folded)
    {
        if (char.IsAsciiLetterOrDigit(character))
        {
            folded.Append((char)(char.IsAsciiLetterUpper(character) ? character | 0x20 : character));
        }
        else if (character is '\'' or '’' or '`' or '´' or 'ʼ' or '\u0640' || IsMark(character))
        {
            // O'Brien is Obrien; U+0640 only stretches Arabic words.
        }
        else if (
            char.IsLetterOrDigit(character)
            || char.GetUnicodeCategory(character)
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.SpacingCombiningMark
        )
        {
            AppendLetter(char.ToLowerInvariant(character), folded);
        }
        else if (char.IsSurrogate(character))
        {
            folded.Append(character);
        }
        else if (char.GetUnicodeCategory(character) != UnicodeCategory.Format && folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    private static void AppendLetter(char letter, StringBuilder folded)
    {
        if (letter < '\u0250' && Transliteration.Latin(letter) is { Length: > 0 } latin)
        {
            folded.Append(latin);
        }
        else if (char.GetNumericValue(letter) is >= 0 and <= 9 and var digit && char.IsDigit(letter))
        {
            folded.Append((char)('0' + (int)digit));
        }
        else
        {
            folded.Append(letter);
        }
    }

    // Accents of Latin, Greek and Cyrillic, vowel signs of Hebrew and Arabic, hamza above and below.
    private static bool IsMark(char character) =>
        character
            is >= '\u0300'
                and <= '\u036f'
                or >= '\u0591'
                and <= '\u05c7'
                or >= '\u064b'
                and <= '\u065f'
                or '\u0670';
}
