using Crm.Api.Consents;
using Crm.Api.Data;
using Crm.Api.Suppressions;

namespace Crm.Api.Outreach;

/// <summary>
/// Writes down, of the address a message went to, what its recipient said or what the way there said of it. Saying the same again changes
/// nothing.
/// </summary>
internal sealed class RecipientWord(ReachedAddress reached, Work work, SuppressionList suppressions)
{
    private string Evidence => $"message {reached.MessageId}";

    private string Address => reached.Address ?? reached.Key;

    /// <summary>Nothing more is sent there, about one purpose or, without one, about anything.</summary>
    /// <returns>False when it was so before.</returns>
    public async Task<bool> SuppressAsync(
        SuppressionReason reason,
        string? purpose,
        string source,
        DateTimeOffset? expireTime,
        CancellationToken cancellationToken
    ) =>
        await suppressions.AddAsync(
            work,
            new SuppressedAddress(reached.Channel, Address, reached.Key, purpose),
            reason,
            source,
            Evidence,
            expireTime,
            cancellationToken
        )
            is not null;

    /// <summary>Consent to a purpose was given or withdrawn.</summary>
    /// <returns>False when it was so before.</returns>
    public async Task<bool> SayAsync(
        string purpose,
        ConsentWord word,
        string source,
        Guid? customerId,
        CancellationToken cancellationToken
    )
    {
        var state = await ConsentResource.StateAsync(reached.Channel, reached.Key, purpose, work, cancellationToken);
        if (state?.State == word)
        {
            return false;
        }

        var said = new ConsentEvent
        {
            Id = work.NewId(),
            Channel = reached.Channel,
            Address = Address,
            AddressKey = reached.Key,
            Purpose = purpose,
            State = word,
            Time = ConsentState.After(state, work.Now),
            Source = source,
            Evidence = Evidence,
            CustomerId = customerId,
        };
        work.Db.Add(said);
        ConsentResource.Fold(said, state, work);
        return true;
    }
}

/// <summary>Where a message went.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Channel">The channel of the address.</param>
/// <param name="Key">Its identity form.</param>
/// <param name="Address">As it was used; null once the person was erased.</param>
internal sealed record ReachedAddress(Guid MessageId, OutreachChannel Channel, string Key, string? Address);
