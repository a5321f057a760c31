using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Campaigns;

/// <summary>An outreach: whom to tell what, by which channel, in which steps, and within which bounds.</summary>
internal sealed class Campaign : Record
{
    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string? Description { get; set; }

    public CampaignState State { get; set; }

    public OutreachChannel Channel { get; set; }

    /// <summary>What is written about; consents and suppressions name it.</summary>
    public string Purpose { get; set; } = "";

    public CampaignLane Lane { get; set; }

    public ConsentRule Consent { get; set; }

    public string? SenderName { get; set; }

    public string? SenderAddress { get; set; }

    public string? ReplyTo { get; set; }

    /// <summary>Whom it is for, beside the segments.</summary>
    public string? Filter { get; set; }

    /// <summary>Where days begin and end, and hours are counted for customers without a zone; null: the installation's zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>From when on nothing is sent; until <see cref="QuietTo"/>, which may lie on the next day.</summary>
    public TimeOnly? QuietFrom { get; set; }

    public TimeOnly? QuietTo { get; set; }

    /// <summary>How many messages an address may get on the channel, of all campaigns, within <see cref="CapDays"/> days.</summary>
    public int? CapMessages { get; set; }

    public int? CapDays { get; set; }

    /// <summary>Messages a second at most.</summary>
    public int? PerSecond { get; set; }

    /// <summary>Messages a second at most to the addresses of one mail domain.</summary>
    public int? PerDomainPerSecond { get; set; }

    public string? Currency { get; set; }

    public long? BudgetUnits { get; set; }

    public long? CostPerMessageUnits { get; set; }

    public long? FixedCostUnits { get; set; }

    public AttributionModel Attribution { get; set; }

    /// <summary>How long after a message an order or a won deal may be put down to it.</summary>
    public int AttributionDays { get; set; }

    public List<CampaignSegment> Segments { get; } = [];

    public List<CampaignStep> Steps { get; } = [];

    public IEnumerable<CampaignStep> StepsInOrder => Steps.OrderBy(step => step.Position);

    /// <summary>The templates its steps are written from, alternatives too.</summary>
    public IEnumerable<Guid> TemplateIds =>
        Steps.SelectMany(step => new[] { step.TemplateId, step.AlternativeTemplateId }).OfType<Guid>().Distinct();

    /// <summary>True while nothing is planned or sent for it.</summary>
    public bool IsResting => Rests(State);

    /// <summary>Where its days begin and end.</summary>
    public TimeZoneInfo ZoneOr(TimeZoneInfo zone) => TimeZone is { } name ? TimeZones.Find(name)! : zone;

    /// <param name="number">1-based.</param>
    public CampaignStep? FindStep(int number) => Steps.Find(step => step.Position == number - 1);

    /// <param name="number">1-based, of a step that is there.</param>
    public CampaignStep StepOf(int number) =>
        FindStep(number) ?? throw new ArgumentOutOfRangeException(nameof(number), number, "There is no such step.");

    public static bool Rests(CampaignState state) => state is CampaignState.Paused or CampaignState.Ended;

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    /// <summary>Refuses to plan or to send for a campaign that rests.</summary>
    public void CheckRuns()
    {
        if (IsResting)
        {
            throw RuleBroken.State(
                "campaign-not-running",
                $"The campaign is {EnumText<CampaignState>.Of(State)}; nothing is planned or sent for it."
            );
        }
    }

    /// <summary>Its first messages go out.</summary>
    public void Start() => State = State == CampaignState.Draft ? CampaignState.Active : State;

    public void Pause()
    {
        CheckRuns();
        State = CampaignState.Paused;
    }

    public void Resume()
    {
        if (State != CampaignState.Paused)
        {
            throw RuleBroken.State(
                "campaign-not-paused",
                $"The campaign is {EnumText<CampaignState>.Of(State)}; only a paused one can be resumed."
            );
        }

        State = CampaignState.Active;
    }

    /// <summary>Nothing is ever sent for it again; also when it is over already.</summary>
    public void End() => State = CampaignState.Ended;
}

/// <summary>Where a campaign stands.</summary>
internal enum CampaignState
{
    /// <summary>Nothing was sent yet.</summary>
    Draft,
    Active,

    /// <summary>Nothing is planned or sent until somebody resumes it.</summary>
    Paused,

    /// <summary>Nothing will be sent any more.</summary>
    Ended,
}

/// <summary>How urgent its messages are, and which bounds hold for them.</summary>
internal enum CampaignLane
{
    /// <summary>Waits for what is transactional; quiet hours and frequency caps hold.</summary>
    Bulk,

    /// <summary>What the customer expects of a business going on: goes first, at any hour, however often.</summary>
    Transactional,
}

/// <summary>Whose word is needed before somebody is written to.</summary>
internal enum ConsentRule
{
    /// <summary>Only who has said yes to the purpose.</summary>
    OptIn,

    /// <summary>Everybody who has not said no to it.</summary>
    OptOut,

    /// <summary>Nobody's word, as for an invoice; suppressions for everything hold all the same.</summary>
    None,
}

/// <summary>Which of several messages before an order brought it about.</summary>
internal enum AttributionModel
{
    LastTouch,
    FirstTouch,

    /// <summary>All of them, in equal shares.</summary>
    Linear,
}
