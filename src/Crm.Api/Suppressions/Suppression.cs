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

    /// <summary>The same of address, purpose and reason together: the three that make a suppression what it is.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>What must not be written about; null: nothing may be.</summary>
    public string? Purpose { get; set; }

    public SuppressionReason Reason { get; set; }

    /// <summary>By what way it came, such as a link in a mail.</summary>
    public string? Source { get; set; }

    public string? Note { get; set; }

    /// <summary>From when on it no longer counts; null: it always does.</summary>
    public DateTimeOffset? ExpireTime { get; set; }

    /// <summary>Says whom it is about.</summary>
    public void IsOf(OutreachChannel channel, string address, string key, AddressHashes hashes)
    {
        Channel = channel;
        Address = address;
        AddressKey = key;
        AddressHash = hashes.Of(channel, key);
    }

    /// <summary>Says why, and for what, nobody writes there.</summary>
    public void IsFor(SuppressionReason reason, string? purpose, AddressHashes hashes)
    {
        Reason = reason;
        Purpose = purpose;
        Fingerprint = hashes.FingerprintOf(AddressHash, purpose, reason);
    }

    /// <summary>Only an erased address may be missing, and with it goes its channel.</summary>
    public void CheckErased(OutreachChannel channel)
    {
        if (IsNew || Address is not null || channel != Channel)
        {
            throw RuleBroken.Invalid("address-invalid", "A suppression needs its address.", "/address");
        }
    }
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
