using Crm.Api.Filters;
using Crm.Api.Pricing;

namespace Crm.Api.Orders;

/// <summary>What filter and orderBy know about orders.</summary>
internal static class OrderFields
{
    public static FieldTable<Order> Make() =>
        PricedDocuments
            .Fields<Order>()
            .Choice("status", order => order.Status)
            .Choice("channel", order => order.Channel)
            .Id("quoteId", order => order.QuoteId)
            .Time("orderTime", order => order.OrderTime)
            .Time("fulfillTime", order => order.FulfillTime)
            .Time("cancelTime", order => order.CancelTime)
            .Text("cancelReason", order => order.CancelReason);
}
