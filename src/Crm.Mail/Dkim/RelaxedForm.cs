using System.Buffers;

namespace Crm.Mail.Dkim;

/// <summary>Headers and bodies as they are hashed: what servers on the way may change does not count (RFC 6376, 3.4.2 and 3.4.4).</summary>
internal static class RelaxedForm
{
    /// <summary>Writes one header; what was given may be folded and end with a line break or not.</summary>
    public static void WriteHeader(ReadOnlySpan<byte> header, bool withEnd, IBufferWriter<byte> output)
    {
        var colon = header.IndexOf((byte)':');
        var target = output.GetSpan(header.Length + 3);
        var length = 0;
        foreach (var octet in header[..colon].TrimEnd(" \t"u8))
        {
            target[length++] = octet is >= (byte)'A' and <= (byte)'Z' ? (byte)(octet | 0x20) : octet;
        }

        target[length++] = (byte)':';
        length += Squeeze(header[(colon + 1)..].TrimStart(" \t\r\n"u8), target[length..]);
        if (withEnd)
        {
            "\r\n"u8.CopyTo(target[length..]);
            length += 2;
        }

        output.Advance(length);
    }

    /// <summary>Writes a body of lines that end with CRLF.</summary>
    public static void WriteBody(ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        var emptyLines = 0;
        while (!body.IsEmpty)
        {
            var end = body.IndexOf("\r\n"u8);
            var line = end < 0 ? body : body[..end];
            body = body[(end < 0 ? body.Length : end + 2)..];
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
            {
                emptyLines++;
                continue;
            }

            for (; emptyLines > 0; emptyLines--)
            {
                output.Write("\r\n"u8);
            }

            var target = output.GetSpan(line.Length + 2);
            var length = Squeeze(line, target);
            "\r\n"u8.CopyTo(target[length..]);
            output.Advance(length + 2);
        }
    }

    // White space and line breaks in between become one space, those at the end nothing.
    private static int Squeeze(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var length = 0;
        while (!text.IsEmpty)
        {
            var word = text.IndexOfAny(" \t\r\n"u8) is >= 0 and var end ? end : text.Length;
            text[..word].CopyTo(target[length..]);
            length += word;
            text = text[word..];
            var gap = text.IndexOfAnyExcept(" \t\r\n"u8);
            if (gap < 0)
            {
                break;
            }

            if (gap > 0)
            {
                target[length++] = (byte)' ';
            }

            text = text[gap..];
        }

        return length;
    }
}
