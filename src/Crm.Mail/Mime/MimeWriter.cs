using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Crm.Mail.Mime;

/// <summary>
/// Writes mails as they travel (RFC 5322, RFC 2045 to 2047): 7-bit, unless an address is beyond ASCII; CRLF; the same message always the same
/// octets. Keeps its buffers: one writer for many mails, by one thread at a time.
/// </summary>
public sealed class MimeWriter
{
    private const int LongestMessageId = 900;
    private const int LongestHeaderName = 70;

    // The writer's own, and those that belong to the way of a mail rather than to the mail.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "From",
        "To",
        "Cc",
        "Bcc",
        "Reply-To",
        "Sender",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "DKIM-Signature",
        "Return-Path",
        "Received",
    };

    private readonly BodyWriter _body = new();

    /// <summary>Writes the mail.</summary>
    /// <exception cref="MailRefusedException">It cannot be written as given; what came out so far is to be thrown away.</exception>
    public void Write(MailMessage message, IBufferWriter<byte> output)
    {
        var headers = new HeaderWriter(output);
        headers.Address("From", message.From);
        headers.Address("To", message.To);
        if (message.ReplyTo is { } replyTo)
        {
            headers.Address("Reply-To", replyTo);
        }

        headers.Text("Subject", message.Subject);
        headers.Structured("Date", FormatDate(message.Date));
        headers.Structured("Message-ID", $"<{CheckedMessageId(message.MessageId)}>");
        foreach (var header in message.Headers)
        {
            WriteFurther(headers, header);
        }

        output.Write("MIME-Version: 1.0\r\n"u8);
        switch (message)
        {
            case { Text: { } text, Html: { } html }:
                WriteAlternatives(text, html, message.MessageId, output);
                break;
            case { Text: { } text }:
                WritePart("Text", "plain", text, output);
                break;
            case { Html: { } html }:
                WritePart("Html", "html", html, output);
                break;
            default:
                throw new MailRefusedException("Text", "is missing, and so is the HTML");
        }
    }

    private void WriteAlternatives(string text, string html, string messageId, IBufferWriter<byte> output)
    {
        // Neither quoted-printable nor base64 ever holds =_ so no body can hold the boundary.
        var boundary =
            $"=_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)).AsSpan(0, 16))}";
        Put($"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"\r\n", output);
        Put($"\r\n--{boundary}\r\n", output);
        WritePart("Text", "plain", text, output);
        Put($"\r\n--{boundary}\r\n", output);
        WritePart("Html", "html", html, output);
        Put($"\r\n--{boundary}--\r\n", output);
    }

    private void WritePart(string field, string subtype, string content, IBufferWriter<byte> output)
    {
        var encoding = _body.Take(field, content);
        Put($"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n", output);
        _body.WriteTo(output);
    }

    private static void WriteFurther(HeaderWriter headers, MailHeader header)
    {
        if (
            header.Name is not { Length: > 0 and <= LongestHeaderName } name
            || !name.All(character => character is > ' ' and <= '~' and not ':')
        )
        {
            throw new MailRefusedException("Header name", "is no name of a header");
        }

        if (Reserved.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
        {
            throw new MailRefusedException(name, "is no header to be given by name");
        }

        if (IsFreeText(name))
        {
            headers.Text(name, header.Value);
        }
        else
        {
            headers.Structured(name, header.Value);
        }
    }

    private static bool IsFreeText(string name) =>
        name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Comments", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Organization", StringComparison.OrdinalIgnoreCase);

    private static string CheckedMessageId(string messageId)
    {
        var parts = messageId.Split('@');
        return
            parts is [{ Length: > 0 }, { Length: > 0 }]
            && messageId.Length <= LongestMessageId
            && messageId.All(character => character is '.' or '@' || HeaderText.IsAtomText(character))
            ? messageId
            : throw new MailRefusedException("Message-ID", "is not of the form id@domain");
    }

    private static string FormatDate(DateTimeOffset date)
    {
        var offset = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return $"{date.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} {offset}";
    }

    private static void Put(string text, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);
}
