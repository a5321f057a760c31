using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Campaigns;

/// <summary>Has the messages of a plan sent.</summary>
internal static class SendCampaign
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        Body<SendRequest> body,
        HttpContext http,
        Work work,
        CampaignResource resource,
        JobDesk desk,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<Campaign, CampaignForm, CampaignResponse>(resource, work, options);
        var campaign = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, campaign, resource.IsGuarded);
        campaign.CheckRuns();
        var planId = body.Value.PlanId;
        var job = await CampaignJobs
            .Of(campaign.Id, work)
            .Where(job => job.PlanId == planId)
            .OrderByDescending(job => job.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (
            job is null
            || OutreachOptions.Of(job).Digest
                != await CampaignDigest.OfAsync(campaign, resource, work, cancellationToken)
        )
        {
            throw RuleBroken.State(
                "plan-stale",
                job is null
                    ? "The campaign has no such plan; have it planned first."
                    : "The campaign or a template of it was changed since it was planned; have it planned again.",
                "/planId"
            );
        }

        job.BeginApply(planId, work.Now);
        job.ActFor(work.Caller);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
