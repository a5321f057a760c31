using Crm.Api.Kernel;
using Crm.Api.Outreach;

namespace Crm.Api.Consents;

/// <summary>Something said once about being written to: at one address, for one purpose. It is never changed; its create time is when it was recorded.</summary>
internal sealed class ConsentEvent : Record
{
    public OutreachChannel Channel { get; set; }

    /// <summary>As given.</summary>
    public string Address { get; set; } = "";

    /// <summary>The identity form, as contact points have it.</summary>
    public string AddressKey { get; set; } = "";

    public string Purpose { get; set; } = "";

    public ConsentWord State { get; set; }

    /// <summary>When it was said.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>By what way it came, such as a form or a call.</summary>
    public string? Source { get; set; }

    /// <summary>What proves it: the words that were agreed to, a link, the number of a call.</summary>
    public string? Evidence { get; set; }

    /// <summary>Who said it, if known; consent belongs to the address.</summary>
    public Guid? CustomerId { get; set; }
}

/// <summary>Yes or no to being written to.</summary>
internal enum ConsentWord
{
    Granted,
    Withdrawn,
}
