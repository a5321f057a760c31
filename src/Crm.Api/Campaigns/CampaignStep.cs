using Crm.Api.Kernel;

namespace Crm.Api.Campaigns;

/// <summary>One message of a campaign, and when it is due.</summary>
internal sealed class CampaignStep : ListedPart
{
    public string? Name { get; set; }

    public Guid TemplateId { get; set; }

    /// <summary>What some get instead, to see which works better.</summary>
    public Guid? AlternativeTemplateId { get; set; }

    /// <summary>How many of a hundred get the alternative.</summary>
    public int AlternativePercent { get; set; }

    /// <summary>How many days after the message of the step before; of the first step 0.</summary>
    public int AfterDays { get; set; }

    /// <summary>The date of the customer it is due relative to, such as <c>birthDate</c>; null: it follows the step before.</summary>
    public string? AnchorField { get; set; }

    /// <summary>How far from that date, ISO 8601, such as <c>P18M</c> or <c>-P7D</c>.</summary>
    public string? AnchorOffset { get; set; }

    /// <summary>How many days late it may still be sent.</summary>
    public int GraceDays { get; set; }

    /// <summary>True when it is due each year again, as a birthday is.</summary>
    public bool IsYearly { get; set; }

    /// <summary>Only to customers that fit when it is due.</summary>
    public string? Filter { get; set; }
}
