using System.Buffers;
using System.Globalization;
using System.Text;

namespace Crm.Mail.Smtp;

/// <summary>The octets of a mail's transaction: envelope and content with its final dot (RFC 5321).</summary>
internal static class SmtpTransaction
{
    public static void PutSender(SmtpMail mail, SmtpCapabilities capabilities, IBufferWriter<byte> output)
    {
        Put($"MAIL FROM:<{mail.EnvelopeFrom}>", output);
        if (capabilities.Size)
        {
            Put(string.Create(CultureInfo.InvariantCulture, $" SIZE={mail.Content.Length}"), output);
        }

        if (mail.Needs8Bit)
        {
            output.Write(" BODY=8BITMIME"u8);
        }

        if (mail.NeedsUtf8)
        {
            output.Write(" SMTPUTF8"u8);
        }

        output.Write("\r\n"u8);
    }

    public static void PutRecipient(SmtpMail mail, IBufferWriter<byte> output) =>
        Put($"RCPT TO:<{mail.Recipient}>\r\n", output);

    /// <summary>The mail with its dots doubled at the start of lines, and the dot that ends it.</summary>
    public static void PutContent(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        var end = content.IsEmpty || content.EndsWith("\r\n"u8) ? ".\r\n"u8 : "\r\n.\r\n"u8;
        if (content is [(byte)'.', ..])
        {
            output.Write("."u8);
        }

        while (content.IndexOf("\r\n."u8) is >= 0 and var at)
        {
            output.Write(content[..(at + 3)]);
            output.Write("."u8);
            content = content[(at + 3)..];
        }

        output.Write(content);
        output.Write(end);
    }

    /// <summary>Why a server with these abilities cannot take the mail, if so; in the words it would use itself.</summary>
    public static SmtpOutcome? Obstacle(SmtpMail mail, SmtpCapabilities capabilities) =>
        mail switch
        {
            { NeedsUtf8: true } when !capabilities.Utf8 => Refused(
                SmtpStage.Recipient,
                553,
                "5.6.7 The mail server does not take addresses beyond ASCII (SMTPUTF8)."
            ),
            { Needs8Bit: true } when !capabilities.EightBitMime => Refused(
                SmtpStage.Content,
                554,
                "5.6.3 The mail server does not take mails beyond ASCII (8BITMIME)."
            ),
            _ when mail.Content.Length > capabilities.LargestMail => Refused(
                SmtpStage.Content,
                552,
                "5.3.4 The mail is larger than the mail server takes."
            ),
            _ => null,
        };

    private static SmtpOutcome Refused(SmtpStage stage, int code, string text) =>
        new(SmtpVerdict.RejectedForGood, stage, code, text);

    private static void Put(string text, IBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);
}
