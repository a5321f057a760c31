using Crm.Api.Campaigns.Sending;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>Messages that were claimed by a job which is over: whether they left, nobody can say.</summary>
internal static class LeftMessages
{
    public static async Task GiveUpAsync(Guid campaignId, Work work, CancellationToken cancellationToken)
    {
        var underWay = work.QueryWithTrash<Job>().Where(job => job.EndTime == null).Select(job => job.Id);
        var left = await work.Query<Message>()
            .Where(message => message.CampaignId == campaignId && message.State == MessageState.Claimed)
            .Where(message => !underWay.Contains(message.JobId))
            .ToListAsync(cancellationToken);
        left.ForEach(message => message.GiveUp());
    }
}
