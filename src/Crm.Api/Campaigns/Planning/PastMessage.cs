namespace Crm.Api.Campaigns.Planning;

/// <summary>A message of the campaign that a customer had before.</summary>
/// <param name="Step">1-based.</param>
/// <param name="Occurrence">The year, of a step that comes each year; else 0.</param>
/// <param name="State">How far it came.</param>
/// <param name="SendTime">When it left.</param>
/// <param name="HasEnded">True when the customer answered, opted out, or could not be reached.</param>
internal sealed record PastMessage(
    int Step,
    int Occurrence,
    MessageState State,
    DateTimeOffset? SendTime,
    bool HasEnded
)
{
    /// <summary>It counts: one that is deferred certainly did not arrive, and is due again.</summary>
    public bool IsFinal => State != MessageState.Deferred;

    public bool WasDelivered => State is MessageState.Sent or MessageState.Exported;
}
