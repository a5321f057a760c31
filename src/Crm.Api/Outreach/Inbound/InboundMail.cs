using Crm.Mail.Reports;

namespace Crm.Api.Outreach.Inbound;

/// <summary>A mail that came back, and the message of ours it is about.</summary>
/// <param name="Report">What was understood of it.</param>
/// <param name="MessageId">The message; null when it names none that is ours.</param>
internal sealed record InboundMail(Report Report, Guid? MessageId)
{
    /// <summary>True when a person has to look: what it says is unclear, or of which message.</summary>
    public bool NeedsReview => Report.Kind == ReportKind.Unclear || MessageId is null;
}
