using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Campaigns;

/// <summary>Ends a campaign for good: nothing of it is sent any more, what is under way is cancelled.</summary>
internal static class EndCampaign
{
    public static async Task<Answer<CampaignResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        CampaignResource resource,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<Campaign, CampaignForm, CampaignResponse>(resource, work, options);
        var campaign = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, campaign, resource.IsGuarded);
        campaign.End();
        foreach (var job in await CampaignJobs.OpenAsync(campaign.Id, work, cancellationToken))
        {
            job.Cancel(work.Now);
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(campaign), EntityTags.Of(campaign));
    }
}
