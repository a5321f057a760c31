using System.Text.Json;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Results;

/// <summary>Says what has come of a campaign.</summary>
internal static class GetCampaignResults
{
    private const int Places = 4;

    public static async Task<Answer<CampaignResultsResponse>> Handle(
        IdOrNumber id,
        Caller caller,
        Work work,
        CampaignResource resource,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var campaign =
            await id.FindAsync(resource.WithParts(work.Query<Campaign>()).AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
        var groups = await GroupsAsync(campaign.Id, work, cancellationToken);
        var revenue = new CampaignRevenue(campaign, work);
        await revenue.AddAsync(cancellationToken);
        var cost = campaign.Currency is { } currency
            ? Money.FromUnits(await CampaignCosts.SpentAsync(campaign, work, cancellationToken), currency)
            : null;
        return Answer.Ok(
            new CampaignResultsResponse
            {
                CampaignId = campaign.Id,
                Messages = CountsOf(groups),
                Steps = StepsOf(campaign, groups),
                LeftOut = await LeftOutAsync(campaign.Id, work, cancellationToken),
                Cost = cost,
                Revenue = revenue.Amounts,
                Orders = revenue.Orders,
                Attribution = new AttributionForm { Model = campaign.Attribution, Days = campaign.AttributionDays },
                ReturnOnInvestment = ReturnOf(cost, revenue.Amounts),
            }
        );
    }

    private static async Task<List<MessageGroup>> GroupsAsync(
        Guid campaignId,
        Work work,
        CancellationToken cancellationToken
    ) =>
        await work
            .Db.Set<Message>()
            .Where(message => message.CampaignId == campaignId)
            .GroupBy(message => new
            {
                message.Step,
                message.IsAlternative,
                message.State,
                Bounced = message.BounceTime != null,
                Replied = message.ReplyTime != null,
                OptedOut = message.OptOutTime != null,
            })
            .Select(group => new MessageGroup(
                group.Key.Step,
                group.Key.IsAlternative,
                group.Key.State,
                group.Key.Bounced,
                group.Key.Replied,
                group.Key.OptedOut,
                group.LongCount()
            ))
            .ToListAsync(cancellationToken);

    private static IReadOnlyList<StepResults> StepsOf(Campaign campaign, IReadOnlyList<MessageGroup> groups)
    {
        var steps = new List<StepResults>();
        foreach (var step in campaign.StepsInOrder)
        {
            steps.Add(Of(step, isAlternative: false));
            if (step.AlternativeTemplateId is not null)
            {
                steps.Add(Of(step, isAlternative: true));
            }
        }

        return steps;

        StepResults Of(CampaignStep step, bool isAlternative) =>
            new()
            {
                Step = step.Position + 1,
                Name = step.Name,
                IsAlternative = isAlternative,
                Messages = CountsOf(
                    groups.Where(group => group.Step == step.Position + 1 && group.IsAlternative == isAlternative)
                ),
            };
    }

    private static MessageCounts CountsOf(IEnumerable<MessageGroup> groups)
    {
        var all = groups.ToList();
        return new MessageCounts
        {
            Total = Sum(_ => true),
            Sent = In(MessageState.Sent),
            Exported = In(MessageState.Exported),
            Failed = In(MessageState.Failed),
            Deferred = In(MessageState.Deferred),
            Unknown = In(MessageState.Unknown),
            Claimed = In(MessageState.Claimed),
            Bounced = Sum(group => group.Bounced),
            Replied = Sum(group => group.Replied),
            OptedOut = Sum(group => group.OptedOut),
        };

        long In(MessageState state) => Sum(group => group.State == state);
        long Sum(Func<MessageGroup, bool> isMeant) => all.Where(isMeant).Sum(group => group.Count);
    }

    private static async Task<IReadOnlyList<LeftOutCount>> LeftOutAsync(
        Guid campaignId,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var plan = await CampaignJobs
            .Of(campaignId, work)
            .Where(job => job.Plan != null)
            .OrderByDescending(job => job.Id)
            .Select(job => job.Plan)
            .FirstOrDefaultAsync(cancellationToken);
        return plan is not null
            ?
            [
                .. JsonSerializer
                    .Deserialize(plan, Json.TypeInfo<JobPlan>())!
                    .Reasons.Where(reason => reason.Outcome is LineOutcome.Unchanged or LineOutcome.Duplicate)
                    .Select(reason => new LeftOutCount { Code = reason.Code, Rows = reason.Rows }),
            ]
            : [];
    }

    private static decimal? ReturnOf(Money? cost, IReadOnlyList<Money> revenue)
    {
        if (cost is not { Units: > 0 })
        {
            return null;
        }

        var gained = revenue.FirstOrDefault(amount => amount.Currency == cost.Currency)?.Amount ?? 0;
        return decimal.Round((gained - cost.Amount) / cost.Amount, Places, MidpointRounding.ToEven);
    }

    /// <summary>Messages that are alike in all that is counted.</summary>
    private sealed record MessageGroup(
        int Step,
        bool IsAlternative,
        MessageState State,
        bool Bounced,
        bool Replied,
        bool OptedOut,
        long Count
    );
}
