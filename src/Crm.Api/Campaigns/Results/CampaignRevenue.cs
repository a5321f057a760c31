using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Kernel;
using Crm.Api.Orders;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Campaigns.Results;

/// <summary>What customers ordered after a campaign's messages, as far as it is put down to them. Read a page of customers at a time.</summary>
internal sealed class CampaignRevenue(Campaign campaign, Work work)
{
    private const int PageSize = 5000;

    private readonly Dictionary<string, decimal> _units = new(StringComparer.Ordinal);

    /// <summary>How many orders have a part in it.</summary>
    public long Orders { get; private set; }

    public IReadOnlyList<Money> Amounts =>
        [
            .. _units
                .OrderBy(currency => currency.Key, StringComparer.Ordinal)
                .Select(currency =>
                    Money.FromUnits((long)decimal.Round(currency.Value, MidpointRounding.ToEven), currency.Key)
                ),
        ];

    public async Task AddAsync(CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        List<Guid> page;
        do
        {
            page = await work
                .Db.Set<Message>()
                .Where(message => message.CampaignId == campaign.Id && message.SendTime != null)
                .Where(message => message.CustomerId > after)
                .Select(message => message.CustomerId)
                .Distinct()
                .OrderBy(id => id)
                .Take(PageSize)
                .ToListAsync(cancellationToken);
            if (page.Count > 0)
            {
                await AddAsync(page, cancellationToken);
                after = page[^1];
            }
        } while (page.Count == PageSize);
    }

    private async Task AddAsync(List<Guid> customers, CancellationToken cancellationToken)
    {
        var along = new AlongIds(customers);
        var touches = new List<Touch>[customers.Count];
        await along.DealAsync(
            along
                .Among(work.Db.Set<Message>(), message => message.CustomerId)
                .Where(message => message.SendTime != null)
                .OrderBy(message => message.CustomerId)
                .Select(message => new
                {
                    message.CustomerId,
                    message.CampaignId,
                    Time = message.SendTime!.Value,
                }),
            message => message.CustomerId,
            (index, message) => (touches[index] ??= []).Add(new Touch(message.CampaignId, message.Time)),
            cancellationToken
        );
        await along.DealAsync(
            along
                .Among(work.Query<Order>(), order => order.CustomerId)
                .Where(order => order.Status != OrderStatus.Cancelled)
                .OrderBy(order => order.CustomerId)
                .Select(order => new
                {
                    order.CustomerId,
                    order.OrderTime,
                    order.TotalUnits,
                    order.Currency,
                }),
            order => order.CustomerId,
            (index, order) =>
            {
                var share = Touches.ShareOf(
                    touches[index],
                    campaign.Id,
                    order.OrderTime,
                    campaign.Attribution,
                    campaign.AttributionDays
                );
                if (share > 0)
                {
                    Orders++;
                    _units[order.Currency] = _units.GetValueOrDefault(order.Currency) + (order.TotalUnits * share);
                }
            },
            cancellationToken
        );
    }
}
