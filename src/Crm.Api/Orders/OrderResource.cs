using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Pricing;
using Crm.Api.Users;
using Microsoft.Extensions.Options;

namespace Crm.Api.Orders;

/// <summary>Orders as a resource.</summary>
internal sealed class OrderResource(
    IOptions<InstallationOptions> installation,
    CustomerResource customers,
    OpportunityResource opportunities,
    UserResource users
) : Resource<Order, OrderForm, OrderResponse>
{
    private readonly TimeZoneInfo _zone = TimeZones.Find(installation.Value.TimeZone)!;

    public override string Kind => "order";

    public override string Plural => "orders";

    public override bool IsGuarded => true;

    public override FieldTable<Order> Fields { get; } = OrderFields.Make();

    public override IReadOnlyList<MatchKey<Order, OrderForm>> Keys { get; } =
    [
        ExternalIds.Key<Order, OrderForm>(order => order.ExternalIds, form => form.ExternalIds),
        MatchKey.Of<Order, OrderForm>("number", _ => null, order => order.Number),
    ];

    public override IReadOnlyList<Expansion<OrderResponse>> Expansions =>
        PricedDocuments.Expansions<OrderResponse>(customers, users, opportunities);

    public override IQueryable<Order> WithParts(IQueryable<Order> query) => PricedDocuments.WithParts(query);

    public override OrderForm ToForm(Order entity) =>
        new()
        {
            CustomerId = entity.CustomerId,
            ContactId = entity.ContactId,
            OwnerId = entity.OwnerId,
            OpportunityId = entity.OpportunityId,
            Currency = entity.Currency,
            PricesIncludeTax = entity.PricesIncludeTax,
            DiscountPercent = PricedMapping.Decimal(entity.DiscountPercentUnits),
            DiscountAmount = PricedMapping.MoneyOf(entity.DiscountAmountUnits, entity.Currency),
            Lines = PricedMapping.LinesToForm(entity),
            Notes = entity.Notes,
            ExternalIds = ExternalIds.ToForm(entity.ExternalIds),
            OrderTime = entity.OrderTime,
            Channel = entity.Channel,
            Status = entity.Status,
        };

    public override OrderResponse ToResponse(Order entity)
    {
        var response = new OrderResponse
        {
            Status = entity.Status,
            OrderTime = entity.OrderTime,
            Channel = entity.Channel,
            QuoteId = entity.QuoteId,
            FulfillTime = entity.FulfillTime,
            CancelTime = entity.CancelTime,
            CancelReason = entity.CancelReason,
        };
        response.DescribePriced(entity);
        return response;
    }

    public override async Task FillAsync(Order entity, OrderForm form, Work work, CancellationToken cancellationToken)
    {
        if (form.Lines is not { Count: > 0 })
        {
            throw RuleBroken.Invalid("order-empty", "An order has at least one line.", "/lines");
        }

        await PricedDocuments.FillAsync(entity, form, installation.Value.Currency, work, cancellationToken);
        entity.TakePlace(form.OrderTime ?? (entity.IsNew ? work.Now : entity.OrderTime), work.Now);
        entity.Channel = form.Channel;
        entity.Begin(form.Status ?? (entity.IsNew ? OrderStatus.Open : entity.Status));
        if (entity.IsNew)
        {
            entity.Number = await NextNumberAsync(work, cancellationToken);
        }
        else if (PricedDocuments.IsContentChanged(entity, work))
        {
            entity.CheckOpen();
        }
    }

    public override Task CheckDeleteAsync(Order entity, Work work, CancellationToken cancellationToken)
    {
        entity.CheckDelete();
        return Task.CompletedTask;
    }

    /// <summary>A number in the series of the year it is here.</summary>
    public Task<string> NextNumberAsync(Work work, CancellationToken cancellationToken) =>
        work.NextNumberAsync($"O-{DayBorder.DayOf(work.Now, _zone).Year}", cancellationToken);
}
