using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Crm.Mail.Mime;

/// <summary>Text beyond ASCII in a header: <c>=?utf-8?q?…?=</c> for mostly Latin letters, <c>=?utf-8?b?…?=</c> else (RFC 2047).</summary>
internal static class EncodedWord
{
    private const int Around = 12;
    private const int LongestWord = 75;

    /// <summary>Whether the readable form is the shorter one.</summary>
    public static bool PrefersQuoted(ReadOnlySpan<char> text)
    {
        var bytes = 0;
        var quoted = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            quoted += QuotedLength(rune);
        }

        return quoted <= Base64.GetMaxEncodedToUtf8Length(bytes);
    }

    /// <summary>How many characters of the text fit into one word of so many octets; no character is split.</summary>
    public static int LengthThatFits(ReadOnlySpan<char> text, bool quoted, int octets)
    {
        var bytes = 0;
        var quotedLength = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            quotedLength += QuotedLength(rune);
            if (Around + (quoted ? quotedLength : Base64.GetMaxEncodedToUtf8Length(bytes)) > octets)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>Writes one word, and says how many octets it has.</summary>
    public static int Write(ReadOnlySpan<char> text, bool quoted, IBufferWriter<byte> output)
    {
        Span<byte> utf8 = stackalloc byte[LongestWord];
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        var word = output.GetSpan(LongestWord);
        var length = Put(quoted ? "=?utf-8?q?"u8 : "=?utf-8?b?"u8, word);
        if (quoted)
        {
            foreach (var octet in utf8)
            {
                length += PutQuoted(octet, word[length..]);
            }
        }
        else
        {
            Base64.EncodeToUtf8(utf8, word[length..], out _, out var written);
            length += written;
        }

        length += Put("?="u8, word[length..]);
        output.Advance(length);
        return length;
    }

    // The few that are allowed in a name before an address are allowed everywhere.
    private static bool IsQuotedAsIs(int octet) =>
        octet < 128 && (char.IsAsciiLetterOrDigit((char)octet) || octet is '!' or '*' or '+' or '-' or '/' or ' ');

    private static int QuotedLength(Rune rune) => IsQuotedAsIs(rune.Value) ? 1 : 3 * rune.Utf8SequenceLength;

    private static int PutQuoted(byte octet, Span<byte> target)
    {
        if (IsQuotedAsIs(octet))
        {
            target[0] = octet == ' ' ? (byte)'_' : octet;
            return 1;
        }

        EscapedOctet.Put(octet, target);
        return 3;
    }

    private static int Put(ReadOnlySpan<byte> text, Span<byte> target)
    {
        text.CopyTo(target);
        return text.Length;
    }
}
