using Crm.Api.Campaigns;
using Crm.Api.Outreach.Channels.Email;
using Crm.Api.Outreach.Unsubscribe;
using Crm.Mail.Reports;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Inbound;

/// <summary>
/// Reads mails that come back. A token counts only with our seal: anybody can write to us, and nobody shall have an address suppressed by
/// making a report up.
/// </summary>
internal sealed class InboundReader(MessageTokens tokens, IOptions<UnsubscribeOptions> unsubscribe)
{
    /// <summary>The largest mail that is read, in octets.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private const string ReplyMailbox = "reply";

    private readonly ReportReader _reader = new(
        new ReportReaderOptions
        {
            TokenHeader = OutgoingMail.TokenHeader,
            Mailboxes = MailboxesWith(unsubscribe.Value.UnsubscribeLocalPart),
            LargestMail = MaxBytes,
        }
    );

    /// <summary>Reads one; whatever it is, it is understood or unclear.</summary>
    /// <param name="mail">The mail as it came.</param>
    /// <param name="recipient">Whom it was delivered to, when that is known.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<InboundMail> ReadAsync(Stream mail, string? recipient, CancellationToken cancellationToken)
    {
        var report = await _reader.ReadAsync(mail, recipient, cancellationToken);
        foreach (var token in report.Tokens)
        {
            if (tokens.Open(token.Text) is { } message)
            {
                return new InboundMail(
                    report,
                    message,
                    token.Mailbox is { } mailbox
                        && mailbox.Equals(unsubscribe.Value.UnsubscribeLocalPart, StringComparison.OrdinalIgnoreCase)
                );
            }
        }

        return new InboundMail(report, MessageId: null, IsToUnsubscribe: false);
    }

    private static IReadOnlyList<string> MailboxesWith(string? unsubscribeMailbox) =>
        unsubscribeMailbox is null
            ? [OutgoingMail.BounceMailbox, ReplyMailbox]
            : [OutgoingMail.BounceMailbox, ReplyMailbox, unsubscribeMailbox];
}
