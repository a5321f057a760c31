namespace Crm.Api.Outreach.Inbound;

/// <summary>What a mail that came back is. Stored as numbers: new ones come last.</summary>
internal enum InboundKind
{
    /// <summary>Nothing that can be relied on.</summary>
    Unclear,

    /// <summary>It was not delivered, and nothing sent to that address will be.</summary>
    HardBounce,

    /// <summary>It was not delivered, for a reason that may pass.</summary>
    SoftBounce,

    /// <summary>It is late, and is still being tried.</summary>
    Delayed,

    /// <summary>The recipient called it spam.</summary>
    Complaint,

    Reply,

    /// <summary>A program answered.</summary>
    AutoReply,

    /// <summary>The recipient wants no more such mails.</summary>
    Unsubscribe,
}
