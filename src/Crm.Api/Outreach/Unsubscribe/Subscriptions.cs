using Crm.Api.Access;
using Crm.Api.Campaigns;
using Crm.Api.Consents;
using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Suppressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Reads and writes down what the recipient of a message wants. Saying the same again changes nothing.</summary>
internal sealed partial class Subscriptions(
    Work work,
    SuppressionList suppressions,
    SuppressionResource resource,
    IOptions<DatabaseOptions> options,
    ILogger<Subscriptions> logger
)
{
    private const string Source = "unsubscribe-link";

    private static readonly Caller Recipient = Caller.System(Source);

    public Task<Subscription?> FindAsync(Guid messageId, CancellationToken cancellationToken) =>
        Subscription.FindAsync(messageId, work.For(Recipient), cancellationToken);

    public async Task<SubscriptionState> StateAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var purposes = await OptOuts(subscription)
            .Select(suppression => suppression.Purpose)
            .ToListAsync(cancellationToken);
        return purposes.Contains(null) ? SubscriptionState.WithoutAnything
            : purposes.Count > 0 ? SubscriptionState.WithoutPurpose
            : SubscriptionState.Subscribed;
    }

    /// <summary>Waits until nothing is on its way to the address any more.</summary>
    public Task SettleAsync(Subscription subscription, CancellationToken cancellationToken) =>
        MessagesUnderWay.SettleAsync(subscription, work, cancellationToken);

    /// <summary>Does what was chosen, in a transaction of its own.</summary>
    public async Task ApplyAsync(
        Subscription subscription,
        SubscriptionChoice choice,
        CancellationToken cancellationToken
    )
    {
        work.For(Recipient);
        await work.RepeatAsync(() => WriteAsync(subscription, choice, cancellationToken));
        RecipientChose(logger, subscription.MessageId, choice);
    }

    private async Task<SubscriptionChoice> WriteAsync(
        Subscription subscription,
        SubscriptionChoice choice,
        CancellationToken cancellationToken
    )
    {
        await work.BeginAsync(cancellationToken);
        await HoldAsync(subscription, choice, cancellationToken);
        switch (choice)
        {
            case SubscriptionChoice.Purpose:
                await SuppressAsync(subscription, subscription.Purpose, cancellationToken);
                await SayAsync(subscription, subscription.Purpose, ConsentWord.Withdrawn, cancellationToken);
                break;
            case SubscriptionChoice.Everything:
                await SuppressAsync(subscription, purpose: null, cancellationToken);
                foreach (var purpose in await PurposesAsync(subscription, cancellationToken))
                {
                    await SayAsync(subscription, purpose, ConsentWord.Withdrawn, cancellationToken);
                }

                break;
            case SubscriptionChoice.Again:
                await LiftAsync(subscription, cancellationToken);
                await SayAsync(subscription, subscription.Purpose, ConsentWord.Granted, cancellationToken);
                break;
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(CancellationToken.None);
        return choice;
    }

    /// <summary>
    /// Locks the message's row, so that two clicks at once come one after the other. It keeps its version, which whoever is handing it over
    /// goes by; what was chosen is told by the records it makes.
    /// </summary>
    private Task HoldAsync(Subscription subscription, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        DateTimeOffset? optOut = choice == SubscriptionChoice.Again ? null : work.Now;
        return work
            .Db.Set<Message>()
            .Where(message => message.Id == subscription.MessageId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(message => message.OptOutTime, message => message.OptOutTime ?? optOut),
                cancellationToken
            );
    }

    private IQueryable<Suppression> OptOuts(Subscription subscription) =>
        suppressions
            .Against(work, subscription.Channel, subscription.AddressKey, subscription.Purpose)
            .Where(suppression => suppression.Reason == SuppressionReason.Unsubscribed);

    private RecipientWord WordOf(Subscription subscription) => new(subscription.Reached, work, suppressions);

    private Task SuppressAsync(Subscription subscription, string? purpose, CancellationToken cancellationToken) =>
        WordOf(subscription)
            .SuppressAsync(SuppressionReason.Unsubscribed, purpose, Source, expireTime: null, cancellationToken);

    private Task SayAsync(
        Subscription subscription,
        string purpose,
        ConsentWord word,
        CancellationToken cancellationToken
    ) => WordOf(subscription).SayAsync(purpose, word, Source, subscription.CustomerId, cancellationToken);

    /// <summary>Takes back only what the recipient said: a bounce or a complaint stays.</summary>
    private async Task LiftAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var writer = new RecordWriter<Suppression, SuppressionForm, SuppressionResponse>(resource, work, options);
        foreach (var optOut in await OptOuts(subscription).ToListAsync(cancellationToken))
        {
            await writer.DeleteAsync(optOut, cancellationToken);
        }
    }

    /// <summary>The purpose of the message, and all others the address has said yes to.</summary>
    private async Task<IEnumerable<string>> PurposesAsync(
        Subscription subscription,
        CancellationToken cancellationToken
    )
    {
        var granted = await work
            .Db.Set<ConsentState>()
            .Where(state => state.AddressKey == subscription.AddressKey && state.Channel == subscription.Channel)
            .Where(state => state.State == ConsentWord.Granted)
            .Select(state => state.Purpose)
            .ToListAsync(cancellationToken);
        return granted.Append(subscription.Purpose).Distinct(StringComparer.Ordinal);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The recipient of message {MessageId} chose {Choice}")]
    private static partial void RecipientChose(ILogger logger, Guid messageId, SubscriptionChoice choice);
}
