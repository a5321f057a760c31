using Crm.Api.Http;

namespace Crm.Api.Orders;

/// <summary>Notes that the customer has everything that was ordered.</summary>
internal static class FulfillOrder
{
    public static async Task<Answer<OrderResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        OrderVerb verb,
        CancellationToken cancellationToken
    )
    {
        var order = await verb.LoadAsync(id, http, cancellationToken);
        order.Fulfill(verb.Work.Now);
        return await verb.AnswerAsync(order, cancellationToken);
    }
}
