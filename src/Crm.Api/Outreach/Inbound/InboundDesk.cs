using Crm.Api.Campaigns;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Suppressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Inbound;

/// <summary>Does about a mail that came back what it calls for, and where that is not certain leaves it to a person. The same mail again changes nothing.</summary>
internal sealed class InboundDesk(
    SuppressionList suppressions,
    CustomerResource customers,
    IOptions<SoftBounceOptions> softBounces
)
{
    public async Task<InboundResponse> TakeAsync(InboundUpload upload, Work work, CancellationToken cancellationToken)
    {
        var mail = upload.Mail;
        var message = mail.MessageId is { } id ? await MessageAsync(id, work, cancellationToken) : null;
        if (mail.NeedsReview || (mail.MessageId is not null && message is null))
        {
            return await KeepAsync(upload, message, work, cancellationToken);
        }

        return ResponseOf(mail, message) with
        {
            Effects = message is null ? [] : await ApplyAsync(upload, message, work, cancellationToken),
        };
    }

    /// <summary>The message, held until this work ends, so that two reports of it come one after the other.</summary>
    private static async Task<Message?> MessageAsync(Guid id, Work work, CancellationToken cancellationToken)
    {
        await work.HoldAsync<Message>(id, cancellationToken);
        return await work.Query<Message>()
            .FirstOrDefaultAsync(
                message => message.Id == id && message.Channel == OutreachChannel.Email,
                cancellationToken
            );
    }

    private async Task<IReadOnlyList<InboundEffect>> ApplyAsync(
        InboundUpload upload,
        Message message,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var returned = new ReturnedMessage(message, work, suppressions);
        switch (upload.Mail.Kind)
        {
            case InboundKind.HardBounce:
                await returned.BounceAsync(upload.Mail.Report, customers, cancellationToken);
                break;
            case InboundKind.SoftBounce:
                await returned.CountAsync(upload.Mail.Report, softBounces.Value, cancellationToken);
                break;
            case InboundKind.Complaint:
                await returned.ComplainAsync(cancellationToken);
                break;
            case InboundKind.Unsubscribe:
                await returned.UnsubscribeAsync(cancellationToken);
                break;
            case InboundKind.Reply:
                await returned.AnswerAsync(upload.Mail.Report, upload.Hash, cancellationToken);
                break;
        }

        return returned.Effects;
    }

    /// <summary>Keeps it for a person to look at, unless it was kept before.</summary>
    private static async Task<InboundResponse> KeepAsync(
        InboundUpload upload,
        Message? message,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var response = ResponseOf(upload.Mail, message);
        var present = await work.QueryWithTrash<InboundReview>()
            .Where(review => review.Hash == upload.Hash)
            .Select(review => (Guid?)review.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (present is not null)
        {
            return response with { ReviewId = present };
        }

        var report = upload.Mail.Report;
        var kept = new InboundReview
        {
            Id = work.NewId(),
            Kind = response.Kind,
            Reason = response.Reason,
            Status = FittingText.Of(report.Status, InboundReviewConfiguration.StatusLength),
            Diagnostic = FittingText.Of(report.Diagnostic, InboundReviewConfiguration.TextLength),
            MessageId = message?.Id,
            Hash = upload.Hash,
            Size = upload.Size,
            Beginning = upload.Beginning,
        };
        work.Db.Add(kept);
        return response with { ReviewId = kept.Id, Effects = [InboundEffect.KeptForReview] };
    }

    private static InboundResponse ResponseOf(InboundMail mail, Message? message) =>
        new()
        {
            Kind = mail.Kind,
            Reason =
                mail.Kind == InboundKind.Unclear || message is not null || !mail.NeedsReview
                    ? mail.Report.Reason
                    : "It names none of our messages, or with a token that is not ours.",
            MessageId = message?.Id,
            CampaignId = message?.CampaignId,
            Effects = [],
        };
}
