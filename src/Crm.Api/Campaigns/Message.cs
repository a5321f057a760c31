using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Campaigns;

/// <summary>What one address got of one step of a campaign: there is at most one such record, and it is there before the message leaves.</summary>
internal sealed class Message : Record
{
    public Guid CampaignId { get; set; }

    /// <summary>1-based.</summary>
    public int Step { get; set; }

    public OutreachChannel Channel { get; set; }

    /// <summary>The identity form of the address.</summary>
    public string AddressKey { get; set; } = "";

    /// <summary>The year, of a step that comes each year; else 0.</summary>
    public int Occurrence { get; set; }

    /// <summary>The address as it was used; null once the person was erased.</summary>
    public string? Address { get; set; }

    public Guid CustomerId { get; set; }

    /// <summary>The job that claimed it last.</summary>
    public Guid JobId { get; set; }

    /// <summary>True for those who got the alternative.</summary>
    public bool IsAlternative { get; set; }

    public MessageState State { get; set; }

    /// <summary>When it was claimed: from then on nobody else sends it.</summary>
    public DateTimeOffset ClaimTime { get; set; }

    /// <summary>When it was handed over.</summary>
    public DateTimeOffset? SendTime { get; set; }

    /// <summary>What the receiving side answered, or why nobody knows.</summary>
    public string? Code { get; set; }

    public string? Detail { get; set; }

    /// <summary>When a report came that it was not delivered, and that nothing sent there will be.</summary>
    public DateTimeOffset? BounceTime { get; set; }

    /// <summary>When a report first came that it was not delivered for a reason that may pass.</summary>
    public DateTimeOffset? SoftBounceTime { get; set; }

    /// <summary>When the customer called it spam.</summary>
    public DateTimeOffset? ComplaintTime { get; set; }

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
