using Crm.Api.Campaigns;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>Messages to an address that somebody is handing over at this moment.</summary>
internal static class MessagesUnderWay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Waits until none is under way, so that nothing arrives after the answer that nothing will. One that was claimed by a process
    /// that died never settles by itself; so the wait has an end.
    /// </summary>
    public static async Task SettleAsync(Subscription subscription, Work work, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (
            await IsAnyAsync(subscription, work, cancellationToken)
            && TimeProvider.System.GetElapsedTime(start) < Longest
        )
        {
            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    private static Task<bool> IsAnyAsync(Subscription subscription, Work work, CancellationToken cancellationToken) =>
        work
            .Db.Set<Message>()
            .AnyAsync(
                message =>
                    message.AddressKey == subscription.AddressKey
                    && message.Channel == subscription.Channel
                    && message.State == MessageState.Claimed,
                cancellationToken
            );
}
