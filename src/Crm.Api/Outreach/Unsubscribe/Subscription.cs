using Crm.Api.Campaigns;
using Crm.Api.Customers;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>What the recipient of a message can have an opinion on: being written to about something, at an address.</summary>
internal sealed record Subscription
{
    public required Guid MessageId { get; init; }

    public required OutreachChannel Channel { get; init; }

    public required string AddressKey { get; init; }

    /// <summary>As it was used; null once the person was erased.</summary>
    public required string? Address { get; init; }

    public required string Purpose { get; init; }

    public required string? Sender { get; init; }

    /// <summary>Who it was for, or whom that one was merged into; null when there is nobody left.</summary>
    public Guid? CustomerId { get; init; }

    public string? Language { get; init; }

    public ReachedAddress Reached => new(MessageId, Channel, AddressKey, Address);

    public static async Task<Subscription?> FindAsync(Guid messageId, Work work, CancellationToken cancellationToken)
    {
        var found = await (
            from message in work.Db.Set<Message>().AsNoTracking()
            join campaign in work.QueryWithTrash<Campaign>() on message.CampaignId equals campaign.Id
            where message.Id == messageId
            select new
            {
                message.CustomerId,
                Subscription = new Subscription
                {
                    MessageId = message.Id,
                    Channel = message.Channel,
                    AddressKey = message.AddressKey,
                    Address = message.Address,
                    Purpose = campaign.Purpose,
                    Sender = campaign.SenderName,
                },
            }
        ).FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var customer = await CustomerAsync(found.CustomerId, work, cancellationToken);
        return found.Subscription with { CustomerId = customer?.Id, Language = customer?.Language };
    }

    private static async Task<Customer?> CustomerAsync(Guid id, Work work, CancellationToken cancellationToken)
    {
        var customers = work.QueryWithTrash<Customer>().AsNoTracking();
        var customer = await customers.FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken);
        return customer?.MergedIntoId is { } survivor
            ? await customers.FirstOrDefaultAsync(customer => customer.Id == survivor, cancellationToken)
            : customer;
    }
}
