using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>What a campaign costs.</summary>
internal static class CampaignCosts
{
    /// <summary>Refuses to begin what would cost more than was agreed to.</summary>
    public static async Task CheckBudgetAsync(
        Campaign campaign,
        Job job,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (campaign.BudgetUnits is not { } budget || job.Plan is null)
        {
            return;
        }

        var planned = JsonSerializer.Deserialize(job.Plan, Json.TypeInfo<JobPlan>())!.Counts.Created - job.Created;
        var before = await SpentAsync(campaign, work, cancellationToken);
        var after = before + (planned * (campaign.CostPerMessageUnits ?? 0));
        if (after > budget)
        {
            throw new JobFailed(
                "budget-exceeded",
                $"It would cost {MoneyOf(after, campaign)} altogether; the budget is {MoneyOf(budget, campaign)}."
            );
        }
    }

    /// <summary>What it has cost until now, in units of its currency: what may have been sent is paid for.</summary>
    public static async Task<long> SpentAsync(Campaign campaign, Work work, CancellationToken cancellationToken)
    {
        var paid = await work
            .Db.Set<Message>()
            .CountAsync(
                message =>
                    message.CampaignId == campaign.Id
                    && message.State != MessageState.Deferred
                    && message.State != MessageState.Failed,
                cancellationToken
            );
        return (campaign.FixedCostUnits ?? 0) + (paid * (campaign.CostPerMessageUnits ?? 0));
    }

    private static string MoneyOf(long units, Campaign campaign) =>
        $"{Money.Format(Scaled.FromUnits(units), campaign.Currency!)} {campaign.Currency}";
}
