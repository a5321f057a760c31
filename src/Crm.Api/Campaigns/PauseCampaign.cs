using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Microsoft.Extensions.Options;

namespace Crm.Api.Campaigns;

/// <summary>Stops a campaign before its next messages, to go on later.</summary>
internal static class PauseCampaign
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
        campaign.Pause();
        foreach (var job in await CampaignJobs.OpenAsync(campaign.Id, work, cancellationToken))
        {
            if (job.IsUnderWay)
            {
                job.Pause();
            }
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(campaign), EntityTags.Of(campaign));
    }
}
