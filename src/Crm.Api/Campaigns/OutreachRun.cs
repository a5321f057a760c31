using Crm.Api.Campaigns.Planning;
using Crm.Api.Campaigns.Sending;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>Plans a campaign, or sends what was planned.</summary>
internal sealed class OutreachRun(
    IServiceScopeFactory scopes,
    OutreachPlanner planner,
    OutreachSender sender,
    CampaignResource resource
) : IJobKind
{
    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var campaign = await BeginAsync(run, cancellationToken);
        if (run.IsPlanning)
        {
            await planner.PlanAsync(run, campaign, cancellationToken);
        }
        else
        {
            await sender.SendAsync(run, campaign, cancellationToken);
        }
    }

    /// <summary>Reads the campaign as it is now, and gives up on messages that jobs left behind which are over.</summary>
    private async Task<Campaign> BeginAsync(JobRun run, CancellationToken cancellationToken)
    {
        var options = OutreachOptions.Of(run.Job);
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        await work.BeginPatientlyAsync(cancellationToken);
        var campaign =
            await work.Query<Campaign>()
                .Include(stored => stored.Steps)
                .Include(stored => stored.Segments)
                .AsSplitQuery()
                .FirstOrDefaultAsync(stored => stored.Id == options.CampaignId, cancellationToken)
            ?? throw new JobFailed("campaign-not-running", "The campaign was deleted meanwhile.");
        if (campaign.IsResting)
        {
            throw new JobFailed("campaign-not-running", "The campaign was paused or ended meanwhile.");
        }

        if (!run.IsPlanning)
        {
            await CheckAsPlannedAsync(campaign, options, work, cancellationToken);
            await CampaignCosts.CheckBudgetAsync(campaign, run.Job, work, cancellationToken);
            campaign.Start();
        }

        await LeftMessages.GiveUpAsync(campaign.Id, work, cancellationToken);
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
        return campaign;
    }

    private async Task CheckAsPlannedAsync(
        Campaign campaign,
        OutreachOptions options,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (await CampaignDigest.OfAsync(campaign, resource, work, cancellationToken) != options.Digest)
        {
            throw new JobFailed("plan-stale", "The campaign or a template of it was changed since it was planned.");
        }
    }
}
