using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Records;

namespace Crm.Api.Campaigns;

/// <summary>Messages as a resource, to be read.</summary>
internal sealed class MessageResource : Resource<Message, MessageForm, MessageResponse>
{
    public override string Kind => "message";

    public override string Plural => "messages";

    public override FieldTable<Message> Fields { get; } =
        new FieldTable<Message>()
            .Id("id", message => message.Id)
            .Id("campaignId", message => message.CampaignId)
            .Whole("step", message => message.Step)
            .Id("customerId", message => message.CustomerId)
            .Choice("channel", message => message.Channel)
            .Text("address", message => message.Address)
            .Flag("isAlternative", message => message.IsAlternative)
            .Choice("state", message => message.State)
            .Text("code", message => message.Code)
            .Id("jobId", message => message.JobId)
            .Time("claimTime", message => message.ClaimTime)
            .Time("sendTime", message => message.SendTime)
            .Time("bounceTime", message => message.BounceTime)
            .Time("softBounceTime", message => message.SoftBounceTime)
            .Time("complaintTime", message => message.ComplaintTime)
            .Time("replyTime", message => message.ReplyTime)
            .Time("optOutTime", message => message.OptOutTime)
            .Time("createTime", message => message.CreateTime)
            .Time("updateTime", message => message.UpdateTime)
            .Time("deleteTime", message => message.DeleteTime);

    public override MessageForm ToForm(Message entity) => new();

    public override MessageResponse ToResponse(Message entity)
    {
        var response = new MessageResponse
        {
            CampaignId = entity.CampaignId,
            Step = entity.Step,
            Occurrence = entity.Occurrence == 0 ? null : entity.Occurrence,
            CustomerId = entity.CustomerId,
            Channel = entity.Channel,
            Address = entity.Address,
            IsAlternative = entity.IsAlternative,
            State = entity.State,
            ClaimTime = entity.ClaimTime,
            SendTime = entity.SendTime,
            Code = entity.Code,
            Detail = entity.Detail,
            BounceTime = entity.BounceTime,
            SoftBounceTime = entity.SoftBounceTime,
            ComplaintTime = entity.ComplaintTime,
            ReplyTime = entity.ReplyTime,
            OptOutTime = entity.OptOutTime,
            JobId = entity.JobId,
            InteractionId = entity.InteractionId,
        };
        response.Describe(entity);
        return response;
    }

    public override Task FillAsync(Message entity, MessageForm form, Work work, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A message is made by sending.");
}
