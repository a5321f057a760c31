using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Schedules;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>Makes the job that plans a campaign; one that a schedule starts sends its plan by itself.</summary>
internal sealed class OutreachStart(CampaignResource resource) : ScheduledStart<OutreachRequest>
{
    public override async Task CheckAsync(OutreachRequest options, Work work, CancellationToken cancellationToken)
    {
        work.Caller.Check(CampaignEndpoints.SendScope);
        await FindAsync(options.CampaignId!.Value, work, cancellationToken);
    }

    public override async Task<Job> StartAsync(OutreachRequest options, Work work, CancellationToken cancellationToken)
    {
        work.Caller.Check(CampaignEndpoints.SendScope);
        return await OpenAsync(
            await FindAsync(options.CampaignId!.Value, work, cancellationToken),
            work,
            cancellationToken
        );
    }

    /// <summary>The job, without a look at what its caller may send.</summary>
    public async Task<Job> OpenAsync(Campaign campaign, Work work, CancellationToken cancellationToken)
    {
        campaign.CheckRuns();
        work.Caller.CheckRead("customers");
        var digest = await CampaignDigest.OfAsync(campaign, resource, work, cancellationToken);
        var asked = JsonSerializer.Serialize(
            new OutreachOptions(campaign.Id, digest),
            Json.TypeInfo<OutreachOptions>()
        );
        var job = JobDesk.Open(JobKind.Outreach, resource.Plural, asked, JobState.Planning, work);
        job.IsUrgent = campaign.Lane == CampaignLane.Transactional;
        return job;
    }

    private async Task<Campaign> FindAsync(Guid id, Work work, CancellationToken cancellationToken) =>
        await resource
            .WithParts(work.Query<Campaign>())
            .FirstOrDefaultAsync(campaign => campaign.Id == id, cancellationToken)
        ?? throw RuleBroken.Invalid(
            "unknown-reference",
            $"There is no campaign '{id}', or you may not see it.",
            "/campaignId"
        );
}
