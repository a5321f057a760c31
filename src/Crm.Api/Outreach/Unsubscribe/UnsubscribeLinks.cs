using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>The ways out that a message offers: a page, one click (RFC 8058), and a mail.</summary>
internal sealed class UnsubscribeLinks(IOptions<UnsubscribeOptions> options)
{
    /// <summary>What links look like, for a message that is only looked at; they lead nowhere.</summary>
    public UnsubscribeLink Example => Of("example");

    /// <summary>Those of the message a token stands for.</summary>
    public UnsubscribeLink Of(string token)
    {
        var url = options.Value.PublicUrl;
        var mailbox = options.Value.UnsubscribeMailbox?.Split('@');
        return new UnsubscribeLink(
            url is null ? null : new Uri($"{url.AbsoluteUri.TrimEnd('/')}/u/{token}"),
            mailbox is [var local, var domain] ? $"{local}+{token}@{domain}" : null
        );
    }
}

/// <summary>How to unsubscribe from a message.</summary>
/// <param name="Url">The page, which is also where one click is posted to; null without a public address.</param>
/// <param name="Mailbox">Where a mail can be sent instead; null without such a mailbox.</param>
internal sealed record UnsubscribeLink(Uri? Url, string? Mailbox);
