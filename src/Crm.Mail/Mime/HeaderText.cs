using System.Text;

namespace Crm.Mail.Mime;

/// <summary>What may stand in a header, and in which form.</summary>
internal static class HeaderText
{
    /// <summary>What is wrong with a text that shall become part of a header, if anything.</summary>
    public static string? TroubleWith(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return "holds half a character";
            }

            // The separators count as line breaks for some readers.
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                return rune.Value is '\r' or '\n' ? "holds a line break" : "holds a control character";
            }

            text = text[length..];
        }

        return null;
    }

    /// <summary>Refuses a text that cannot be part of a header.</summary>
    public static void Check(string field, ReadOnlySpan<char> text)
    {
        if (TroubleWith(text) is { } trouble)
        {
            throw new MailRefusedException(field, trouble);
        }
    }

    /// <summary>Whether a text can stand as it is, so that it is read as it was meant.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text, int longestWord)
    {
        if (!Ascii.IsValid(text) || text is [' ', ..] or [.., ' '] || text.Contains("=?", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var word in text.Split(' '))
        {
            if (text[word].Length > longestWord)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>RFC 5322's atext, of ASCII.</summary>
    public static bool IsAtomText(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-/=?^_`{|}~".Contains(character);

    /// <summary>Whether a name can stand before an address without quotes.</summary>
    public static bool IsAtoms(ReadOnlySpan<char> text)
    {
        if (text.Contains("  ", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (character != ' ' && !IsAtomText(character))
            {
                return false;
            }
        }

        return true;
    }
}
