using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Crm.Api.Outreach;

namespace Crm.Api.Campaigns;

/// <summary>An outreach, as it is written.</summary>
internal sealed class CampaignForm
{
    /// <summary>Unique.</summary>
    [Required]
    [StringLength(CampaignConfiguration.NameLength)]
    [Example("Spring offer for members")]
    public string? Name { get; init; }

    [StringLength(4000)]
    public string? Description { get; init; }

    /// <summary>By what way its messages go. Cannot be changed once messages went out.</summary>
    [Required]
    [Example("email")]
    public OutreachChannel? Channel { get; init; }

    /// <summary>What it writes about: the word by which people have consented, or have said no.</summary>
    [Required]
    [RegularExpression(OutreachPurpose.Pattern)]
    [Example("newsletter")]
    public string? Purpose { get; init; }

    /// <summary>`bulk` unless given; `transactional` is for what a customer expects of a business going on: no quiet hours, no cap.</summary>
    [Example("bulk")]
    public CampaignLane? Lane { get; init; }

    /// <summary>Whose word is needed: `optIn` unless given, or `none` for what is transactional.</summary>
    [Example("optIn")]
    public ConsentRule? Consent { get; init; }

    /// <summary>Who writes; the installation's sender unless given.</summary>
    public CampaignSender? Sender { get; init; }

    /// <summary>Whom it is for: a filter, segments, or both. Needed.</summary>
    [Required]
    public CampaignAudience? Audience { get; init; }

    /// <summary>Its messages in their order; at least one. Once messages went out, steps can be changed and added, but not taken away.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(50)]
    public IReadOnlyList<CampaignStepForm>? Steps { get; init; }

    /// <summary>Hours of the day at which nothing is sent, by the customer's own clock where we know it.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>How often an address may be written to at all.</summary>
    public FrequencyCap? FrequencyCap { get; init; }

    /// <summary>How fast it is sent; as fast as the receiving side takes it, unless given.</summary>
    public Throttle? Throttle { get; init; }

    /// <summary>What it may cost. A plan that would cost more cannot be applied.</summary>
    public Money? Budget { get; init; }

    /// <summary>What a message costs. In one currency with the budget.</summary>
    public Money? CostPerMessage { get; init; }

    /// <summary>What it costs besides, such as the making of it.</summary>
    public Money? FixedCost { get; init; }

    /// <summary>When sales are put down to it.</summary>
    public AttributionForm? Attribution { get; init; }
}

/// <summary>Who writes.</summary>
internal sealed class CampaignSender
{
    [StringLength(CampaignConfiguration.NameLength)]
    [Example("Members' club")]
    public string? Name { get; init; }

    /// <summary>A mail address or a number, as the channel needs.</summary>
    [StringLength(OutreachAddress.MaxLength)]
    [Example("club@example.com")]
    public string? Address { get; init; }

    /// <summary>Where answers go.</summary>
    [StringLength(OutreachAddress.MaxLength)]
    [Example("service@example.com")]
    public string? ReplyTo { get; init; }
}

/// <summary>Whom a campaign is for: who is in one of the segments, fits the filter, and is in none of the segments left out.</summary>
internal sealed class CampaignAudience
{
    /// <summary>Segments, of which one must have the customer; everybody, unless given.</summary>
    [MaxLength(50)]
    public IReadOnlyList<Guid>? Include { get; init; }

    /// <summary>Segments, of which none may have the customer.</summary>
    [MaxLength(50)]
    public IReadOnlyList<Guid>? Exclude { get; init; }

    /// <summary>Which customers: AIP-160, as in lists.</summary>
    [StringLength(FilterLimits.Length)]
    [Example("tags:\"member\" AND age >= 18 AND age <= 35")]
    public string? Filter { get; init; }

    /// <summary>IANA time zone in which days begin and end, here and for the hours of customers whose zone is not known; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }
}

/// <summary>One message of a campaign, and when it is due.</summary>
internal sealed class CampaignStepForm
{
    [StringLength(CampaignConfiguration.NameLength)]
    [Example("Invitation")]
    public string? Name { get; init; }

    /// <summary>What is written.</summary>
    [Required]
    [RefersTo("templates")]
    public Guid? TemplateId { get; init; }

    /// <summary>What some get instead, to see which works better; who gets it is settled by lot, always the same for a customer.</summary>
    public StepAlternative? Alternative { get; init; }

    /// <summary>
    /// How many days after the message of the step before, to those who got that, unless they answered, opted out or could not be reached. 0
    /// unless given. Not of the first step, nor together with `anchor`.
    /// </summary>
    [Range(0, 3650)]
    [Example(7)]
    public int? AfterDays { get; init; }

    /// <summary>Due relative to a date of the customer instead.</summary>
    public StepAnchor? Anchor { get; init; }

    /// <summary>Only to customers that fit when it is due: AIP-160, as in lists.</summary>
    [StringLength(FilterLimits.Length)]
    [Example("NOT orders:*")]
    public string? Filter { get; init; }
}

/// <summary>The other version of a message.</summary>
internal sealed class StepAlternative
{
    [Required]
    [RefersTo("templates")]
    public Guid? TemplateId { get; init; }

    /// <summary>How many of a hundred get it.</summary>
    [Required]
    [Range(1, 99)]
    [Example(50)]
    public int? Percent { get; init; }
}

/// <summary>A day that is reckoned from a date of the customer.</summary>
internal sealed class StepAnchor
{
    /// <summary>`birthDate`, or a custom attribute that is a date: `attributes.childBirthDate`.</summary>
    [Required]
    [StringLength(CampaignConfiguration.FieldLength)]
    [Example("attributes.childBirthDate")]
    public string? Field { get; init; }

    /// <summary>How far from it, ISO 8601: `P18M` is 18 months after, `-P7D` a week before. On the day unless given.</summary>
    [StringLength(DateOffset.MaxLength)]
    [Example("P18M")]
    public string? Offset { get; init; }

    /// <summary>True: each year again, as a birthday; 29 February is 28 February in other years.</summary>
    [Example(false)]
    public bool Yearly { get; init; }

    /// <summary>How many days late it may still be sent, when nobody planned on the day; 0 unless given.</summary>
    [Range(0, 366)]
    [Example(3)]
    public int? GraceDays { get; init; }
}

/// <summary>Hours of the day at which nothing is sent.</summary>
internal sealed class QuietHours
{
    private const string Hour = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    private const string Format = "HH:mm";

    [Required]
    [RegularExpression(Hour)]
    [Example("20:00")]
    public string? From { get; init; }

    /// <summary>May lie on the next day.</summary>
    [Required]
    [RegularExpression(Hour)]
    [Example("08:00")]
    public string? To { get; init; }

    internal static QuietHours Of(TimeOnly from, TimeOnly to) =>
        new()
        {
            From = from.ToString(Format, CultureInfo.InvariantCulture),
            To = to.ToString(Format, CultureInfo.InvariantCulture),
        };

    internal static TimeOnly? TimeOf(string? text) =>
        text is null ? null : TimeOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}

/// <summary>How often an address may be written to on the channel, by all campaigns together but those that are transactional.</summary>
internal sealed class FrequencyCap
{
    [Required]
    [Range(1, 1000)]
    [Example(3)]
    public int? Messages { get; init; }

    /// <summary>Within so many days back from now.</summary>
    [Required]
    [Range(1, 366)]
    [Example(7)]
    public int? Days { get; init; }
}

/// <summary>How fast messages go out.</summary>
internal sealed class Throttle
{
    /// <summary>Messages a second at most.</summary>
    [Range(1, 100_000)]
    [Example(50)]
    public int? PerSecond { get; init; }

    /// <summary>Messages a second at most to the addresses of one mail domain.</summary>
    [Range(1, 100_000)]
    [Example(5)]
    public int? PerDomainPerSecond { get; init; }
}

/// <summary>When a sale is put down to a campaign.</summary>
internal sealed class AttributionForm
{
    /// <summary>Which of several messages before it counts; `lastTouch` unless given.</summary>
    [Example("lastTouch")]
    public AttributionModel? Model { get; init; }

    /// <summary>How many days after a message; 30 unless given.</summary>
    [Range(1, 366)]
    [Example(30)]
    public int? Days { get; init; }
}

/// <summary>An outreach: whom to tell what, by which channel, in which steps, and within which bounds.</summary>
internal sealed class CampaignResponse : RecordResponse
{
    [Required]
    [Example("Spring offer for members")]
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>`draft` until the first messages go out; nothing is sent while it is `paused`, or ever again once it is `ended`.</summary>
    [Required]
    [Example("draft")]
    public required CampaignState State { get; init; }

    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    [Required]
    [Example("newsletter")]
    public required string Purpose { get; init; }

    [Required]
    [Example("bulk")]
    public required CampaignLane Lane { get; init; }

    [Required]
    [Example("optIn")]
    public required ConsentRule Consent { get; init; }

    public CampaignSender? Sender { get; init; }

    [Required]
    public required CampaignAudience Audience { get; init; }

    [Required]
    public required IReadOnlyList<CampaignStepForm> Steps { get; init; }

    public QuietHours? QuietHours { get; init; }

    public FrequencyCap? FrequencyCap { get; init; }

    public Throttle? Throttle { get; init; }

    public Money? Budget { get; init; }

    public Money? CostPerMessage { get; init; }

    public Money? FixedCost { get; init; }

    [Required]
    public required AttributionForm Attribution { get; init; }
}
