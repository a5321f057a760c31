using Crm.Api.Data;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>The jobs of a campaign.</summary>
internal static class CampaignJobs
{
    /// <summary>All of them.</summary>
    public static IQueryable<Job> Of(Guid campaignId, Work work)
    {
        // The options are JSON of ours; no other member of them holds an id.
        var named = campaignId.ToString();
        return work.Query<Job>().Where(job => job.Kind == JobKind.Outreach && job.Options.Contains(named));
    }

    /// <summary>Those that are not over, ready to be changed; they are few.</summary>
    public static async Task<IReadOnlyList<Job>> OpenAsync(
        Guid campaignId,
        Work work,
        CancellationToken cancellationToken
    ) =>
        await Of(campaignId, work)
            .Where(job => job.EndTime == null)
            .OrderBy(job => job.Id)
            .ToListAsync(cancellationToken);
}
