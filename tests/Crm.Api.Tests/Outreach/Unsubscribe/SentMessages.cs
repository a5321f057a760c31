using Crm.Api.Access;
using Crm.Api.Campaigns;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Crm.Api.Outreach;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Outreach.Unsubscribe;

/// <summary>Messages as a campaign leaves them, and their links.</summary>
internal static class SentMessages
{
    public static async Task<SentMessage> SendAsync(
        this CrmServer server,
        string customerId,
        string address,
        string purpose = "newsletter",
        MessageState state = MessageState.Sent,
        OutreachChannel channel = OutreachChannel.Email
    )
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>();
        work.For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        var campaign = new Campaign
        {
            Id = work.NewId(),
            Channel = channel,
            Purpose = purpose,
            SenderName = "Acme <News>",
        };
        campaign.NameIt($"Campaign {campaign.Id}");
        var job = JobDesk.Open(JobKind.Outreach, "campaigns", "{}", JobState.Completed, work);
        var message = new Message
        {
            Id = work.NewId(),
            CampaignId = campaign.Id,
            JobId = job.Id,
            Step = 1,
            Channel = channel,
            Address = address,
            AddressKey = OutreachAddress.KeyOf(channel, address, country: null)!,
            CustomerId = Guid.Parse(customerId),
            State = state,
            ClaimTime = work.Now,
            SendTime = work.Now,
        };
        work.Db.Add(campaign);
        work.Db.Add(message);
        await work.Db.SaveChangesAsync();
        await work.CommitAsync(CancellationToken.None);
        var token = scope.ServiceProvider.GetRequiredService<MessageTokens>().Of(message.Id);
        return new SentMessage(message.Id, token, $"/u/{token}");
    }

    /// <summary>Notes that a message that was under way has arrived.</summary>
    public static async Task SettleAsync(this CrmServer server, SentMessage message)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>();
        work.For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        await work
            .Db.Set<Message>()
            .Where(sent => sent.Id == message.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(sent => sent.State, MessageState.Sent));
        await work.CommitAsync(CancellationToken.None);
    }

    public static async Task<Message> ReadAsync(this CrmServer server, SentMessage message)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>();
        return await work.Db.Set<Message>().AsNoTracking().SingleAsync(sent => sent.Id == message.Id);
    }
}

/// <summary>A message and its link.</summary>
internal sealed record SentMessage(Guid Id, string Token, string Path);
