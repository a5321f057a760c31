using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Microsoft.Extensions.Options;

namespace Crm.Api.Campaigns;

/// <summary>Has a campaign planned: who would get what, and who would not, and why.</summary>
internal static class PlanCampaign
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        CampaignResource resource,
        OutreachStart start,
        JobDesk desk,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<Campaign, CampaignForm, CampaignResponse>(resource, work, options);
        var campaign = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, campaign, resource.IsGuarded);
        var job = await start.OpenAsync(campaign, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
