using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Microsoft.Extensions.Options;

namespace Crm.Api.Campaigns;

/// <summary>Lets a paused campaign, and its paused jobs, go on.</summary>
internal static class ResumeCampaign
{
    public static async Task<Answer<CampaignResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        CampaignResource resource,
        JobRunner runner,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<Campaign, CampaignForm, CampaignResponse>(resource, work, options);
        var campaign = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, campaign, resource.IsGuarded);
        campaign.Resume();
        foreach (var job in await CampaignJobs.OpenAsync(campaign.Id, work, cancellationToken))
        {
            if (job.State == JobState.Paused)
            {
                job.Resume();
            }
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Ok(resource.ToResponse(campaign), EntityTags.Of(campaign));
    }
}
