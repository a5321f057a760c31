using System.Text;
using Crm.Mail.Mime;

namespace Crm.Mail.Smtp;

/// <summary>A written mail with its envelope.</summary>
public sealed class SmtpMail
{
    /// <param name="envelopeFrom">Where reports go when it cannot be delivered; empty for nowhere.</param>
    /// <param name="recipient">Whom it is handed over for.</param>
    /// <param name="content">The mail as it travels. Its memory belongs to the connection until there is an outcome.</param>
    /// <exception cref="MailRefusedException">An address is none, or the mail has line breaks other than CRLF.</exception>
    public SmtpMail(string envelopeFrom, string recipient, ReadOnlyMemory<byte> content)
    {
        EnvelopeFrom = envelopeFrom.Length == 0 ? null : MailAddress.Parse(envelopeFrom, "Envelope sender");
        Recipient = MailAddress.Parse(recipient, "Envelope recipient");
        Content = content;
        Needs8Bit = !Ascii.IsValid(content.Span);
        NeedsUtf8 =
            Recipient.NeedsUtf8 || EnvelopeFrom is { NeedsUtf8: true } || Needs8Bit && HasUtf8Headers(content.Span);

        // Servers disagree on where a mail ends when there are other line breaks, and so more mails could be smuggled into one.
        if (HasOtherLineBreak(content.Span))
        {
            throw new MailRefusedException("Content", "has a line break that is not CRLF");
        }
    }

    public MailAddress? EnvelopeFrom { get; }

    public MailAddress Recipient { get; }

    public ReadOnlyMemory<byte> Content { get; }

    internal bool NeedsUtf8 { get; }

    internal bool Needs8Bit { get; }

    private static bool HasUtf8Headers(ReadOnlySpan<byte> content) =>
        !Ascii.IsValid(content.IndexOf("\r\n\r\n"u8) is >= 0 and var end ? content[..end] : content);

    private static bool HasOtherLineBreak(ReadOnlySpan<byte> content)
    {
        while (content.IndexOfAny((byte)'\r', (byte)'\n') is >= 0 and var at)
        {
            if (!content[at..].StartsWith("\r\n"u8))
            {
                return true;
            }

            content = content[(at + 2)..];
        }

        return false;
    }
}
