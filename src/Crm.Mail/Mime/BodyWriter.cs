using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace Crm.Mail.Mime;

/// <summary>Writes a text as the body of a part: UTF-8 in quoted-printable or base64, whichever is shorter (RFC 2045).</summary>
internal sealed class BodyWriter
{
    // One column of 76 is kept for the = of a line that goes on.
    private const int LongestQuotedLine = 75;
    private const int OctetsPerBase64Line = 57;

    private readonly ArrayBufferWriter<byte> _text = new();
    private bool _isQuoted;

    /// <summary>Takes the text of the next part, its lines ended by CRLF however they were ended before.</summary>
    /// <returns>The name of the encoding it will have.</returns>
    /// <exception cref="MailRefusedException">It holds half a character.</exception>
    public string Take(string field, ReadOnlySpan<char> text)
    {
        _text.ResetWrittenCount();
        while (text.IndexOfAny('\r', '\n') is >= 0 and var length)
        {
            TakeLine(field, text[..length]);
            text = text[(length + (text[length..] is ['\r', '\n', ..] ? 2 : 1))..];
        }

        if (!text.IsEmpty)
        {
            TakeLine(field, text);
        }

        // Escaping makes three octets of one, base64 four of three.
        var escaped = 0;
        foreach (var octet in _text.WrittenSpan)
        {
            escaped += octet is < (byte)' ' and not (byte)'\r' and not (byte)'\n' or > (byte)'~' or (byte)'=' ? 1 : 0;
        }

        _isQuoted = escaped * 6 <= _text.WrittenCount;
        return _isQuoted ? "quoted-printable" : "base64";
    }

    /// <summary>Writes the text taken; it ends with a line break.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        if (_isQuoted)
        {
            WriteQuoted(_text.WrittenSpan, output);
        }
        else
        {
            WriteBase64(_text.WrittenSpan, output);
        }
    }

    private void TakeLine(string field, ReadOnlySpan<char> line)
    {
        var target = _text.GetSpan((3 * line.Length) + 2);
        if (
            Utf8.FromUtf16(line, target, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done
        )
        {
            throw new MailRefusedException(field, "holds half a character");
        }

        "\r\n"u8.CopyTo(target[written..]);
        _text.Advance(written + 2);
    }

    private static void WriteQuoted(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        while (!text.IsEmpty)
        {
            var length = text.IndexOf("\r\n"u8);
            WriteQuotedLine(text[..length], output);
            text = text[(length + 2)..];
        }
    }

    private static void WriteQuotedLine(ReadOnlySpan<byte> line, IBufferWriter<byte> output)
    {
        // At worst each octet takes three, and 25 of those a line.
        var target = output.GetSpan((4 * line.Length) + 8);
        var length = 0;
        var column = 0;
        for (var at = 0; at < line.Length; at++)
        {
            var isAsIs = IsAsIs(line, at, column == 0);
            var width = isAsIs ? 1 : 3;
            if (column + width > LongestQuotedLine)
            {
                "=\r\n"u8.CopyTo(target[length..]);
                length += 3;
                column = 0;
                isAsIs = IsAsIs(line, at, isFirst: true);
                width = isAsIs ? 1 : 3;
            }

            if (isAsIs)
            {
                target[length] = line[at];
            }
            else
            {
                EscapedOctet.Put(line[at], target[length..]);
            }

            length += width;
            column += width;
        }

        "\r\n"u8.CopyTo(target[length..]);
        output.Advance(length + 2);
    }

    private static bool IsAsIs(ReadOnlySpan<byte> line, int at, bool isFirst) =>
        line[at] switch
        {
            // Servers take white space off the ends of lines.
            (byte)' ' or (byte)'\t' => at < line.Length - 1,
            (byte)'=' => false,
            // Some put a > before it, which would break the signature.
            (byte)'F' => !isFirst || !line[at..].StartsWith("From "u8),
            // A server that stuffs dots badly then finds none.
            (byte)'.' => !isFirst,
            var octet => octet is > (byte)' ' and <= (byte)'~',
        };

    private static void WriteBase64(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        while (!text.IsEmpty)
        {
            var line = text[..Math.Min(OctetsPerBase64Line, text.Length)];
            var target = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(line.Length) + 2);
            Base64.EncodeToUtf8(line, target, out _, out var written);
            "\r\n"u8.CopyTo(target[written..]);
            output.Advance(written + 2);
            text = text[line.Length..];
        }
    }
}
