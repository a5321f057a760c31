using System.Buffers.Text;
using System.Text;

namespace Crm.Mail.Reports;

/// <summary>Bodies back from how they travelled to what they were (RFC 2045, 6). What is broken is read as far as it goes.</summary>
internal static class Transfer
{
    private const int LongestCharsetName = 40;

    /// <summary>Undoes a Content-Transfer-Encoding.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encoding) =>
        encoding switch
        {
            "base64" => DecodeBase64(body.Span),
            "quoted-printable" => DecodeQuoted(body.Span),
            _ => body,
        };

    /// <summary>Octets of base64, up to the first that is none.</summary>
    public static byte[] DecodeBase64(ReadOnlySpan<byte> text)
    {
        var octets = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        Base64.DecodeFromUtf8(text, octets, out _, out var length);
        return octets[..length];
    }

    /// <summary>Octets of quoted-printable.</summary>
    public static byte[] DecodeQuoted(ReadOnlySpan<byte> text)
    {
        var octets = new byte[text.Length];
        var length = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var rest = text[at..];
            if (rest[0] != (byte)'=')
            {
                octets[length++] = rest[0];
            }
            else if (SoftBreak(rest) is > 0 and var soft)
            {
                at += soft - 1;
            }
            else if (
                rest.Length > 2
                && Utf8Parser.TryParse(rest.Slice(1, 2), out byte octet, out var used, 'x')
                && used == 2
            )
            {
                octets[length++] = octet;
                at += 2;
            }
            else
            {
                octets[length++] = rest[0];
            }
        }

        return octets[..length];
    }

    /// <summary>Octets as text, in a charset by name; UTF-8 where the name says nothing to us.</summary>
    public static string Text(ReadOnlySpan<byte> octets, string? charset) => EncodingOf(charset).GetString(octets);

    private static Encoding EncodingOf(string? charset) =>
        charset?.Trim().ToLowerInvariant() switch
        {
            null or { Length: 0 or > LongestCharsetName } or "utf-8" or "utf8" or "us-ascii" or "ascii" =>
                Encoding.UTF8,
            "iso-8859-1" or "latin1" => Encoding.Latin1,
            var name => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.UTF8,
        };

    // The length of a line break that is to be undone, with the white space some servers leave before it.
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var at = 1;
        while (at < rest.Length && rest[at] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            at++;
        }

        return at < rest.Length && rest[at] == (byte)'\n' ? at + 1 : 0;
    }
}
