using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Segments;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns;

/// <summary>Campaigns as a resource.</summary>
internal sealed class CampaignResource(CustomerResource customers, ListSettings settings)
    : Resource<Campaign, CampaignForm, CampaignResponse>
{
    private readonly CampaignChecks _checks = new(customers, settings);

    public override string Kind => "campaign";

    public override string Plural => "campaigns";

    public override FieldTable<Campaign> Fields { get; } =
        new FieldTable<Campaign>()
            .Id("id", campaign => campaign.Id)
            .Text("name", campaign => campaign.Name, campaign => campaign.NameSort)
            .Choice("state", campaign => campaign.State)
            .Choice("channel", campaign => campaign.Channel)
            .Text("purpose", campaign => campaign.Purpose)
            .Choice("lane", campaign => campaign.Lane)
            .Choice("consent", campaign => campaign.Consent)
            .Time("createTime", campaign => campaign.CreateTime)
            .Time("updateTime", campaign => campaign.UpdateTime)
            .Time("deleteTime", campaign => campaign.DeleteTime);

    public override IReadOnlyList<MatchKey<Campaign, CampaignForm>> Keys { get; } =
    [
        MatchKey.OfName<Campaign, CampaignForm>(
            form => form.Name?.Trim(),
            campaign => campaign.Name,
            campaign => campaign.NameSort
        ),
    ];

    public override IQueryable<Campaign> WithParts(IQueryable<Campaign> query) =>
        query.Include(campaign => campaign.Segments).Include(campaign => campaign.Steps).AsSplitQuery();

    public override CampaignForm ToForm(Campaign entity) => CampaignMapping.ToForm(entity);

    public override CampaignResponse ToResponse(Campaign entity) => CampaignMapping.ToResponse(entity);

    public override async Task FillAsync(
        Campaign entity,
        CampaignForm form,
        Work work,
        CancellationToken cancellationToken
    )
    {
        CheckStarted(entity, form);
        entity.NameIt(form.Name!);
        entity.Description = form.Description;
        entity.Channel = form.Channel!.Value;
        entity.Purpose = form.Purpose!.Trim();
        entity.Lane = form.Lane ?? CampaignLane.Bulk;
        entity.Consent =
            form.Consent ?? (entity.Lane == CampaignLane.Transactional ? ConsentRule.None : ConsentRule.OptIn);
        (entity.SenderName, entity.SenderAddress, entity.ReplyTo) = (
            form.Sender?.Name,
            form.Sender?.Address,
            form.Sender?.ReplyTo
        );
        CampaignChecks.CheckSender(entity.Channel, form.Sender);
        await FillAudienceAsync(entity, form.Audience!, work, cancellationToken);
        await FillStepsAsync(entity, form.Steps!, work, cancellationToken);
        (entity.QuietFrom, entity.QuietTo) = (
            QuietHours.TimeOf(form.QuietHours?.From),
            QuietHours.TimeOf(form.QuietHours?.To)
        );
        (entity.CapMessages, entity.CapDays) = (form.FrequencyCap?.Messages, form.FrequencyCap?.Days);
        (entity.PerSecond, entity.PerDomainPerSecond) = (form.Throttle?.PerSecond, form.Throttle?.PerDomainPerSecond);
        FillCosts(entity, form);
        entity.Attribution = form.Attribution?.Model ?? AttributionModel.LastTouch;
        entity.AttributionDays = form.Attribution?.Days ?? 30;
    }

    public override async Task CheckDeleteAsync(Campaign entity, Work work, CancellationToken cancellationToken)
    {
        if (await work.Db.Set<Message>().AnyAsync(message => message.CampaignId == entity.Id, cancellationToken))
        {
            throw RuleBroken.State(
                "campaign-has-messages",
                "What was sent stays on record; end the campaign instead of deleting it."
            );
        }
    }

    /// <summary>What went out keeps its meaning.</summary>
    private static void CheckStarted(Campaign campaign, CampaignForm form)
    {
        if (campaign.IsNew || campaign.State == CampaignState.Draft)
        {
            return;
        }

        if (form.Channel != campaign.Channel)
        {
            throw RuleBroken.State(
                "campaign-started",
                "Messages went out already; the channel stays what it was.",
                "/channel"
            );
        }

        if (form.Steps!.Count < campaign.Steps.Count)
        {
            throw RuleBroken.State("campaign-started", "Messages went out already; steps can only be added.", "/steps");
        }
    }

    private async Task FillAudienceAsync(
        Campaign campaign,
        CampaignAudience audience,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (audience.Include is null or [] && string.IsNullOrWhiteSpace(audience.Filter))
        {
            throw RuleBroken.Invalid(
                "audience-missing",
                "Say whom it is for: segments, a filter, or both.",
                "/audience"
            );
        }

        var segments = new[] { (Ids: audience.Include, Name: "include"), (Ids: audience.Exclude, Name: "exclude") }
            .SelectMany(list =>
                (list.Ids ?? []).Select((id, index) => (Id: id, Path: $"/audience/{list.Name}/{index}"))
            )
            .ToList();
        if (segments.GroupBy(segment => segment.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw RuleBroken.Invalid("duplicate-in-list", "A segment stands there twice.", twice.Last().Path);
        }

        foreach (var (id, path) in segments)
        {
            var present = campaign.Segments.Exists(known => known.SegmentId == id) ? id : (Guid?)null;
            await References.CheckAsync<Segment>(work, present, id, path, cancellationToken);
        }

        await _checks.CheckFilterAsync(audience.Filter, audience.TimeZone, "/audience/filter", work, cancellationToken);
        campaign.Filter = audience.Filter;
        campaign.TimeZone = audience.TimeZone;
        Parts.SyncByKey(
            campaign.Segments,
            segments,
            part => part.SegmentId,
            segment => segment.Id,
            (part, segment) =>
            {
                part.SegmentId = segment.Id;
                part.IsExcluded = audience.Exclude?.Contains(segment.Id) == true;
            }
        );
    }

    private async Task FillStepsAsync(
        Campaign campaign,
        IReadOnlyList<CampaignStepForm> steps,
        Work work,
        CancellationToken cancellationToken
    )
    {
        foreach (var (index, step) in steps.Index())
        {
            await _checks.CheckStepAsync(campaign, step, index, work, cancellationToken);
        }

        Parts.SyncByPosition(campaign.Steps, steps, Fill);
    }

    private static void Fill(CampaignStep step, CampaignStepForm form)
    {
        step.Name = form.Name;
        step.TemplateId = form.TemplateId!.Value;
        step.AlternativeTemplateId = form.Alternative?.TemplateId;
        step.AlternativePercent = form.Alternative?.Percent ?? 0;
        step.AfterDays = form.AfterDays ?? 0;
        step.AnchorField = form.Anchor?.Field;
        step.AnchorOffset = form.Anchor?.Offset;
        step.IsYearly = form.Anchor?.Yearly ?? false;
        step.GraceDays = form.Anchor?.GraceDays ?? 0;
        step.Filter = form.Filter;
    }

    private static void FillCosts(Campaign campaign, CampaignForm form)
    {
        var amounts = new[] { form.Budget, form.CostPerMessage, form.FixedCost };
        if (amounts.OfType<Money>().Select(amount => amount.Currency).Distinct().Count() > 1)
        {
            throw RuleBroken.Invalid("currency-mixed", "Budget and costs are in one currency.", "/budget");
        }

        if (amounts.OfType<Money>().Any(amount => amount.Units < 0))
        {
            throw RuleBroken.Invalid("amount-negative", "Budget and costs are not negative.", "/budget");
        }

        campaign.Currency = amounts.OfType<Money>().FirstOrDefault()?.Currency;
        campaign.BudgetUnits = form.Budget?.Units;
        campaign.CostPerMessageUnits = form.CostPerMessage?.Units;
        campaign.FixedCostUnits = form.FixedCost?.Units;
    }
}
