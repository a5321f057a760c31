using Crm.Api.Outreach;

namespace Crm.Api.Consents;

/// <summary>What holds for an address and a purpose by all that was said: the latest word.</summary>
internal sealed class ConsentState
{
    public required OutreachChannel Channel { get; set; }

    public required string AddressKey { get; set; }

    public required string Purpose { get; set; }

    public ConsentWord State { get; set; }

    /// <summary>When that word was said.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The event that said it.</summary>
    public Guid EventId { get; set; }
}
