using Crm.Api.Http;
using Crm.Api.Kernel.Validation;
using Crm.Api.Orders;

namespace Crm.Api.Quotes;

/// <summary>Notes that the customer wants what was offered: the quote becomes an order.</summary>
internal static class AcceptQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        Body<AcceptQuoteRequest> body,
        HttpContext http,
        QuoteVerb verb,
        OrderResource orders,
        QuoteResource quotes,
        CancellationToken cancellationToken
    )
    {
        var quote = await verb.LoadAsync(id, http, cancellationToken);
        quote.Accept(verb.Work.Now, verb.Today);
        var order = Order.Of(quote, verb.Work.NewId());
        order.TakePlace(body.Value.OrderTime ?? verb.Work.Now, verb.Work.Now);
        order.Channel = body.Value.Channel;
        order.Number = await orders.NextNumberAsync(verb.Work, cancellationToken);
        quote.OrderId = order.Id;
        verb.Work.Db.Add(order);
        await verb.Work.Db.SaveChangesAsync(cancellationToken);

        var response = quotes.ToResponse(quote);
        response.Order = orders.ToResponse(order);
        return Answer.Ok(response, EntityTags.Of(quote));
    }
}

/// <summary>What the order says beyond the quote; all of it may be left out.</summary>
internal sealed class AcceptQuoteRequest
{
    /// <summary>When it was ordered; now unless given.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? OrderTime { get; init; }

    /// <summary>How the order came to us.</summary>
    [Example("fieldSales")]
    public OrderChannel? Channel { get; init; }
}
