using Crm.Mail.Mime;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>A message as a mail, with all by which answers, reports and one-click unsubscription find it again.</summary>
internal sealed class OutgoingMail(MailOptions options)
{
    /// <summary>The header that holds the token.</summary>
    public const string TokenHeader = "X-Crm-Message";

    /// <summary>The mailbox of what cannot be delivered.</summary>
    public const string BounceMailbox = "bounce";

    /// <summary>Who sends a message; null when nobody is named.</summary>
    public string? SenderOf(OutgoingMessage message) => message.SenderAddress ?? options.SenderAddress;

    /// <summary>The mail of a message.</summary>
    /// <exception cref="MailRefusedException">The sender's address is none.</exception>
    public MailMessage Of(OutgoingMessage message, string sender)
    {
        return new MailMessage
        {
            From = new Mailbox(sender, Tidy(SenderNameOf(message))),
            To = new Mailbox(message.Address, Tidy(message.RecipientName)),
            ReplyTo = message.ReplyTo is null ? null : new Mailbox(message.ReplyTo),
            Subject = message.Subject ?? "",
            Text = message.Text,
            Html = message.Html,
            MessageId = $"{message.Token}@{MailAddress.Parse(EnvelopeFrom(message, sender), "From address").Domain}",
            Date = message.Date,
            Headers = [.. HeadersOf(message)],
        };
    }

    /// <summary>Where reports go when it cannot be delivered.</summary>
    public string EnvelopeFrom(OutgoingMessage message, string sender) =>
        options.BounceDomain is { } domain ? $"{BounceMailbox}+{message.Token}@{domain}" : sender;

    // The installation's name stands for its own address only.
    private string? SenderNameOf(OutgoingMessage message) =>
        message.SenderName ?? (message.SenderAddress is null ? options.SenderName : null);

    private static IEnumerable<MailHeader> HeadersOf(OutgoingMessage message)
    {
        yield return new MailHeader(TokenHeader, message.Token);
        yield return new MailHeader("Auto-Submitted", "auto-generated");
        string?[] ways =
        [
            message.UnsubscribeUrl is { } url ? $"<{url.AbsoluteUri}>" : null,
            message.UnsubscribeMailbox is { } mailbox ? $"<mailto:{mailbox}>" : null,
        ];
        if (ways.Any(way => way is not null))
        {
            yield return new MailHeader("List-Unsubscribe", string.Join(", ", ways.OfType<string>()));
        }

        // One click takes https (RFC 8058, 3.1).
        if (message.UnsubscribeUrl?.Scheme == Uri.UriSchemeHttps)
        {
            yield return new MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    // Names are typed by people and imported from anywhere; a tab in one is no reason not to write.
    private static string? Tidy(string? name) =>
        name is null
            ? null
            : string.Join(
                ' ',
                new string([
                    .. name.Select(character =>
                        char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character
                    ),
                ]).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            );
}
