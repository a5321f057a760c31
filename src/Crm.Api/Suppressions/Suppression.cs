using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Suppressions;

/// <summary>An address that must not be written to, and why. Each reason has a record of its own, so that mending one leaves the others.</summary>
internal sealed class Suppression : Record
{
    public OutreachChannel Channel { get; set; }

    /// <summary>As given; null once the person was erased.</summary>
    public string? Address { get; set; }

    /// <summary>The identity form, as contact points have it; null once the person was erased.</summary>
    public string? AddressKey { get; set; }

    /// <summary>By which an erased address is still known when somebody enters it again.</summary>
    public string AddressHash { get; set; } = "";

    /// <summary>What must not be written about; null: nothing may be.</summary>
    public string? Purpose { get; set; }

    public SuppressionReason Reason { get; set; }

    /// <summary>By what way it came, such as a link in a mail.</summary>
    public string? Source { get; set; }

    public string? Note { get; set; }

    /// <summary>From when on it no longer counts; null: it always does.</summary>
    public DateTimeOffset? ExpireTime { get; set; }
}

/// <summary>Why an address is not written to.</summary>
internal enum SuppressionReason
{
    Unsubscribed,
    HardBounce,
    SoftBounceLimit,
    Complaint,
    Manual,
    InvalidAddress,
    Erased,
}
