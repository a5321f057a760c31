namespace Crm.Api.Outreach.Channels;

/// <summary>A way out of the house: hands rendered messages to whoever delivers them.</summary>
internal interface IOutreachChannel
{
    /// <summary>
    /// Hands over each message once, and says of each, in their order, what came of it. Never throws for what the receiving side does: a
    /// message of which nobody can say whether it was taken is <see cref="HandOverOutcome.Unknown"/>. Cannot be called back: it takes as
    /// long as the channel's own limits allow.
    /// </summary>
    Task<IReadOnlyList<HandOver>> HandOverAsync(IReadOnlyList<OutgoingMessage> messages);
}

/// <summary>What came of handing a message over.</summary>
/// <param name="Outcome">Which of the possible ends.</param>
/// <param name="Code">Stable machine word, such as the status code of the answer; null when all went well.</param>
/// <param name="Detail">The answer, or the trouble, in words without anything of the person.</param>
/// <param name="BlamesAddress">True when the receiving side says that nothing sent to the address will ever arrive.</param>
internal readonly record struct HandOver(
    HandOverOutcome Outcome,
    string? Code = null,
    string? Detail = null,
    bool BlamesAddress = false
);

/// <summary>How handing a message over can end.</summary>
internal enum HandOverOutcome
{
    /// <summary>The receiving side has taken it.</summary>
    Accepted,

    /// <summary>People deliver it, from a list.</summary>
    Exported,

    RefusedForGood,

    /// <summary>It may be offered again later.</summary>
    RefusedForNow,

    /// <summary>It certainly did not leave.</summary>
    NotSent,

    /// <summary>It may have been taken; it must not be sent again.</summary>
    Unknown,
}
