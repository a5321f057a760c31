using Crm.Mail.Reports;

namespace Crm.Api.Outreach.Inbound;

/// <summary>A mail that came back, and the message of ours it is about.</summary>
/// <param name="Report">What was understood of it.</param>
/// <param name="MessageId">The message; null when it names none that is ours.</param>
/// <param name="IsToUnsubscribe">True when it went to the mailbox by which people unsubscribe.</param>
internal sealed record InboundMail(Report Report, Guid? MessageId, bool IsToUnsubscribe)
{
    public InboundKind Kind =>
        Report.Kind switch
        {
            ReportKind.Unclear => InboundKind.Unclear,
            ReportKind.Hard => InboundKind.HardBounce,
            ReportKind.Soft => InboundKind.SoftBounce,
            ReportKind.Delayed => InboundKind.Delayed,
            ReportKind.Complaint => InboundKind.Complaint,
            // Mail programs write there by themselves, on a click.
            ReportKind.Reply or ReportKind.AutoReply when IsToUnsubscribe => InboundKind.Unsubscribe,
            ReportKind.Reply => InboundKind.Reply,
            ReportKind.AutoReply => InboundKind.AutoReply,
        };

    /// <summary>True when a person has to look: what it says is unclear, or of which message.</summary>
    public bool NeedsReview =>
        Kind switch
        {
            InboundKind.Unclear => true,
            // Nothing would be done about it, whatever message it is of.
            InboundKind.Delayed or InboundKind.AutoReply => false,
            _ => MessageId is null,
        };
}
