using System.Text;

namespace Crm.Mail.Reports;

/// <summary>Headers with encoded words as people read them (RFC 2047).</summary>
internal static class HeaderDecoder
{
    private const int LongestText = 2000;

    public static string? Decode(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var text = new StringBuilder();
        var rest = value.AsSpan(0, Math.Min(value.Length, LongestText));
        var isAfterWord = false;
        while (rest.IndexOf("=?") is >= 0 and var start)
        {
            if (ReadWord(rest[start..], out var word, out var length))
            {
                // White space between two words is there for folding only.
                if (!(isAfterWord && rest[..start].IsWhiteSpace()))
                {
                    text.Append(rest[..start]);
                }

                text.Append(word);
                rest = rest[(start + length)..];
                isAfterWord = true;
            }
            else
            {
                text.Append(rest[..(start + 2)]);
                rest = rest[(start + 2)..];
                isAfterWord = false;
            }
        }

        return Printable(text.Append(rest));
    }

    private static bool ReadWord(ReadOnlySpan<char> text, out string word, out int length)
    {
        (word, length) = ("", 0);
        var charsetEnd = text[2..].IndexOf('?') + 2;
        if (charsetEnd < 3 || text.Length < charsetEnd + 3 || text[charsetEnd + 2] != '?')
        {
            return false;
        }

        var encoded = text[(charsetEnd + 3)..];
        var end = encoded.IndexOf("?=");
        if (end < 0)
        {
            return false;
        }

        var octets = Encoding.UTF8.GetBytes(encoded[..end].ToString());
        // A language may follow the charset (RFC 2231).
        var charset = text[2..charsetEnd].ToString().Split('*')[0];
        switch (text[charsetEnd + 1])
        {
            case 'b' or 'B':
                word = Transfer.Text(Transfer.DecodeBase64(octets), charset);
                break;
            case 'q' or 'Q':
                octets.AsSpan().Replace((byte)'_', (byte)' ');
                word = Transfer.Text(Transfer.DecodeQuoted(octets), charset);
                break;
            default:
                return false;
        }

        length = charsetEnd + 3 + end + 2;
        return true;
    }

    // Encoded words can smuggle in what a header cannot hold.
    private static string Printable(StringBuilder text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]))
            {
                text[at] = ' ';
            }
        }

        return text.ToString().Trim();
    }
}
