using Crm.Api.Kernel;
using Crm.Api.Pricing;
using Crm.Api.Quotes;

namespace Crm.Api.Orders;

/// <summary>What a customer bought, when and through which channel; the basis of every value figure.</summary>
internal sealed class Order : PricedDocument<Order>
{
    // Clocks of tills and shops may be ahead of ours.
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>The accepted quote that made it.</summary>
    public Guid? QuoteId { get; set; }

    public OrderStatus Status { get; set; }

    public OrderChannel? Channel { get; set; }

    public DateTimeOffset OrderTime { get; set; }

    public DateTimeOffset? FulfillTime { get; set; }

    public DateTimeOffset? CancelTime { get; set; }

    public string? CancelReason { get; set; }

    /// <summary>The order that accepting a quote makes: for the same customer, the same lines and totals.</summary>
    public static Order Of(Quote quote, Guid id)
    {
        var order = new Order { Id = id, QuoteId = quote.Id };
        order.CopyTerms(quote);
        return order;
    }

    /// <summary>Says when it was ordered: in the past, as far back as it may be.</summary>
    public void TakePlace(DateTimeOffset time, DateTimeOffset now)
    {
        if (time - now > Ahead)
        {
            throw RuleBroken.Invalid("order-time-ahead", "An order cannot lie in the future.", "/orderTime");
        }

        OrderTime = time;
    }

    /// <summary>Begins as it comes: open, or fulfilled at once, as over the counter of a shop. Later only verbs change it.</summary>
    public void Begin(OrderStatus status)
    {
        if (IsNew && status != OrderStatus.Cancelled)
        {
            Status = status;
            FulfillTime = status == OrderStatus.Fulfilled ? OrderTime : null;
        }
        else if (status != Status)
        {
            throw RuleBroken.State(
                "status-by-verb",
                "An order begins open or fulfilled; later it is fulfilled and cancelled by verbs.",
                "/status"
            );
        }
    }

    /// <summary>What the order says can be changed only while it is open.</summary>
    public void CheckOpen() => DemandOpen("Only an open order can be changed");

    public void Fulfill(DateTimeOffset now)
    {
        DemandOpen("Only an open order can be fulfilled");
        Status = OrderStatus.Fulfilled;
        FulfillTime = now;
    }

    public void Cancel(string reason, DateTimeOffset now)
    {
        DemandOpen("Only an open order can be cancelled");
        Status = OrderStatus.Cancelled;
        CancelReason = reason;
        CancelTime = now;
    }

    /// <summary>The quote that made it would lead nowhere.</summary>
    public void CheckDelete()
    {
        if (QuoteId is not null)
        {
            throw RuleBroken.State("order-of-quote", "An order made by a quote cannot be deleted; cancel it.");
        }
    }

    private void DemandOpen(string otherwise)
    {
        if (Status != OrderStatus.Open)
        {
            throw RuleBroken.State("order-not-open", $"{otherwise}; this one is {EnumText<OrderStatus>.Of(Status)}.");
        }
    }
}
