using Crm.Api.Campaigns.Planning;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Outreach.Channels;

namespace Crm.Api.Campaigns.Sending;

/// <summary>A planned line on its way: settled already, or claimed and about to be handed over.</summary>
internal sealed class MessageClaim
{
    public required PlannedMessage Planned { get; init; }

    /// <summary>What the ledger says of it; null until it was handed over.</summary>
    public LedgerLine? Line { get; set; }

    /// <summary>Its row; null for what is not sent.</summary>
    public Message? Message { get; init; }

    /// <summary>What leaves; null for what does not.</summary>
    public OutgoingMessage? Outgoing { get; init; }

    /// <summary>Why it is not handed over after all; null when it is.</summary>
    public string? Withheld { get; set; }

    /// <summary>What came of handing it over.</summary>
    public HandOver? HandOver { get; set; }

    /// <summary>True when the ledger is to have no line of it yet.</summary>
    public bool IsLeftOpen { get; set; }

    public static MessageClaim Settled(PlannedMessage planned, LedgerLine line) =>
        new() { Planned = planned, Line = line };
}
