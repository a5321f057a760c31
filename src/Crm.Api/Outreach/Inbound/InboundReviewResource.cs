using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;

namespace Crm.Api.Outreach.Inbound;

/// <summary>Mails that wait for a person as a resource, to be read and put away.</summary>
internal sealed class InboundReviewResource : Resource<InboundReview, InboundReviewForm, InboundReviewResponse>
{
    public override string Kind => "inboundReview";

    public override string Plural => "inbound-reviews";

    public override FieldTable<InboundReview> Fields { get; } =
        new FieldTable<InboundReview>()
            .Id("id", review => review.Id)
            .Choice("kind", review => review.Kind)
            .Text("reason", review => review.Reason)
            .Text("status", review => review.Status)
            .Text("diagnostic", review => review.Diagnostic)
            .Id("messageId", review => review.MessageId)
            .Time("createTime", review => review.CreateTime)
            .Time("updateTime", review => review.UpdateTime)
            .Time("deleteTime", review => review.DeleteTime);

    public override InboundReviewForm ToForm(InboundReview entity) => new();

    public override InboundReviewResponse ToResponse(InboundReview entity)
    {
        var response = new InboundReviewResponse
        {
            Kind = entity.Kind,
            Reason = entity.Reason,
            Status = entity.Status,
            Diagnostic = entity.Diagnostic,
            MessageId = entity.MessageId,
            Size = entity.Size,
            Beginning = entity.Beginning,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(
        InboundReview entity,
        InboundReviewForm form,
        Work work,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException("A review is made by a mail.");
}
