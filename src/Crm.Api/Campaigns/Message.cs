using Crm.Api.Outreach;

namespace Crm.Api.Campaigns;

/// <summary>
/// What one address got of one step of a campaign: there is at most one such row, and it is there before the message leaves. Who it
/// was for is named without a foreign key, so that the ledger keeps nobody from being purged.
/// </summary>
internal sealed class Message
{
    public Guid Id { get; init; }

    public Guid CampaignId { get; init; }

    /// <summary>1-based.</summary>
    public int Step { get; init; }

    public OutreachChannel Channel { get; init; }

    /// <summary>The identity form of the address.</summary>
    public string AddressKey { get; init; } = "";

    /// <summary>The year, of a step that comes each year; else 0.</summary>
    public int Occurrence { get; init; }

    /// <summary>The address as it was used; null once the person was erased.</summary>
    public string? Address { get; set; }

    public Guid CustomerId { get; init; }

    /// <summary>The job that claimed it last.</summary>
    public Guid JobId { get; set; }

    /// <summary>True for those who got the alternative.</summary>
    public bool IsAlternative { get; init; }

    public MessageState State { get; set; }

    /// <summary>When it was claimed: from then on nobody else sends it.</summary>
    public DateTimeOffset ClaimTime { get; set; }

    /// <summary>When it was handed over.</summary>
    public DateTimeOffset? SendTime { get; set; }

    /// <summary>What the receiving side answered, or why nobody knows.</summary>
    public string? Code { get; set; }

    public string? Detail { get; set; }

    /// <summary>When a report came that it was not delivered.</summary>
    public DateTimeOffset? BounceTime { get; set; }

    /// <summary>When the customer answered.</summary>
    public DateTimeOffset? ReplyTime { get; set; }

    /// <summary>When the customer said by it that there should be no more.</summary>
    public DateTimeOffset? OptOutTime { get; set; }

    /// <summary>What the timeline shows of it.</summary>
    public Guid? InteractionId { get; set; }
}

/// <summary>How far a message came. Stored as numbers: new ones come last.</summary>
internal enum MessageState
{
    /// <summary>About to be handed over; only that can be said until its job notes what came of it.</summary>
    Claimed,

    /// <summary>The receiving side has taken it.</summary>
    Sent,

    /// <summary>Whether it was taken, nobody can say; it is never sent again by itself.</summary>
    Unknown,

    /// <summary>The receiving side refused it for good.</summary>
    Failed,

    /// <summary>It certainly did not leave, or was refused for now: the next plan has it again.</summary>
    Deferred,

    /// <summary>Listed for people to print, call or fax.</summary>
    Exported,
}
