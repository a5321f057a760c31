using Crm.Api.Campaigns;
using Crm.Api.Outreach.Channels.Email;
using Crm.Mail.Reports;

namespace Crm.Api.Outreach.Inbound;

/// <summary>
/// Reads mails that come back. A token counts only with our seal: anybody can write to us, and nobody shall have an address suppressed by
/// making a report up.
/// </summary>
internal sealed class InboundReader(MessageTokens tokens)
{
    /// <summary>The largest mail that is read, in octets.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    private readonly ReportReader _reader = new(
        new ReportReaderOptions { TokenHeader = OutgoingMail.TokenHeader, LargestMail = MaxBytes }
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
                return new InboundMail(report, message, token.Mailbox);
            }
        }

        return new InboundMail(report, MessageId: null);
    }
}
