using Crm.Api.Kernel;

namespace Crm.Api.Campaigns;

/// <summary>Campaigns as forms and answers have them.</summary>
internal static class CampaignMapping
{
    public static CampaignForm ToForm(Campaign campaign) =>
        new()
        {
            Name = campaign.Name,
            Description = campaign.Description,
            Channel = campaign.Channel,
            Purpose = campaign.Purpose,
            Lane = campaign.Lane,
            Consent = campaign.Consent,
            Sender = SenderOf(campaign),
            Audience = AudienceOf(campaign),
            Steps = StepsOf(campaign),
            QuietHours = QuietHoursOf(campaign),
            FrequencyCap = CapOf(campaign),
            Throttle = ThrottleOf(campaign),
            Budget = MoneyOf(campaign, campaign.BudgetUnits),
            CostPerMessage = MoneyOf(campaign, campaign.CostPerMessageUnits),
            FixedCost = MoneyOf(campaign, campaign.FixedCostUnits),
            Attribution = AttributionOf(campaign),
        };

    public static CampaignResponse ToResponse(Campaign campaign)
    {
        var response = new CampaignResponse
        {
            Name = campaign.Name,
            Description = campaign.Description,
            State = campaign.State,
            Channel = campaign.Channel,
            Purpose = campaign.Purpose,
            Lane = campaign.Lane,
            Consent = campaign.Consent,
            Sender = SenderOf(campaign),
            Audience = AudienceOf(campaign),
            Steps = StepsOf(campaign),
            QuietHours = QuietHoursOf(campaign),
            FrequencyCap = CapOf(campaign),
            Throttle = ThrottleOf(campaign),
            Budget = MoneyOf(campaign, campaign.BudgetUnits),
            CostPerMessage = MoneyOf(campaign, campaign.CostPerMessageUnits),
            FixedCost = MoneyOf(campaign, campaign.FixedCostUnits),
            Attribution = AttributionOf(campaign),
        };
        response.Describe(campaign);
        return response;
    }

    private static CampaignSender? SenderOf(Campaign campaign) =>
        campaign is { SenderName: null, SenderAddress: null, ReplyTo: null }
            ? null
            : new CampaignSender
            {
                Name = campaign.SenderName,
                Address = campaign.SenderAddress,
                ReplyTo = campaign.ReplyTo,
            };

    private static CampaignAudience AudienceOf(Campaign campaign) =>
        new()
        {
            Include = SegmentsOf(campaign, isExcluded: false),
            Exclude = SegmentsOf(campaign, isExcluded: true),
            Filter = campaign.Filter,
            TimeZone = campaign.TimeZone,
        };

    private static IReadOnlyList<Guid>? SegmentsOf(Campaign campaign, bool isExcluded)
    {
        var segments = campaign.Segments.Where(segment => segment.IsExcluded == isExcluded);
        return segments.Select(segment => segment.SegmentId).Order().ToList() is { Count: > 0 } ids ? ids : null;
    }

    private static IReadOnlyList<CampaignStepForm> StepsOf(Campaign campaign) =>
        [
            .. campaign.StepsInOrder.Select(step => new CampaignStepForm
            {
                Name = step.Name,
                TemplateId = step.TemplateId,
                Alternative = step.AlternativeTemplateId is { } other
                    ? new StepAlternative { TemplateId = other, Percent = step.AlternativePercent }
                    : null,
                AfterDays = step.AnchorField is null && step.Position > 0 ? step.AfterDays : null,
                Anchor = AnchorOf(step),
                Filter = step.Filter,
            }),
        ];

    private static StepAnchor? AnchorOf(CampaignStep step) =>
        step.AnchorField is null
            ? null
            : new StepAnchor
            {
                Field = step.AnchorField,
                Offset = step.AnchorOffset,
                Yearly = step.IsYearly,
                GraceDays = step.GraceDays,
            };

    private static QuietHours? QuietHoursOf(Campaign campaign) =>
        campaign is { QuietFrom: { } from, QuietTo: { } to } ? QuietHours.Of(from, to) : null;

    private static FrequencyCap? CapOf(Campaign campaign) =>
        campaign.CapMessages is null
            ? null
            : new FrequencyCap { Messages = campaign.CapMessages, Days = campaign.CapDays };

    private static Throttle? ThrottleOf(Campaign campaign) =>
        campaign is { PerSecond: null, PerDomainPerSecond: null }
            ? null
            : new Throttle { PerSecond = campaign.PerSecond, PerDomainPerSecond = campaign.PerDomainPerSecond };

    private static AttributionForm AttributionOf(Campaign campaign) =>
        new() { Model = campaign.Attribution, Days = campaign.AttributionDays };

    private static Money? MoneyOf(Campaign campaign, long? units) =>
        units is { } amount ? Money.FromUnits(amount, campaign.Currency!) : null;
}
