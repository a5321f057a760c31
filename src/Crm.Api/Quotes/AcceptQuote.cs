using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Quotes;

/// <summary>Notes that the customer wants what was offered: the quote becomes an order.</summary>
internal static class AcceptQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        Body<AcceptQuoteRequest> body,
        HttpContext http,
        QuoteVerb verb,
        OpportunityResource opportunities,
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
        if (body.Value.WinOpportunity)
        {
            await WinOpportunityAsync(quote, opportunities, verb.Work, cancellationToken);
        }

        await verb.Work.Db.SaveChangesAsync(cancellationToken);

        var response = quotes.ToResponse(quote);
        response.Order = orders.ToResponse(order);
        return Answer.Ok(response, EntityTags.Of(quote));
    }

    private static async Task WinOpportunityAsync(
        Quote quote,
        OpportunityResource opportunities,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var scope = $"{opportunities.Plural}:write";
        if (!work.Caller.Scopes.Allows(scope))
        {
            throw new ProblemException(
                Problem.Of(403, "scope-missing", $"Winning the opportunity needs the scope '{scope}'.")
            );
        }

        var opportunity = await opportunities
            .WithParts(work.Query<Opportunity>())
            .FirstOrDefaultAsync(other => other.Id == quote.OpportunityId, cancellationToken);
        if (opportunity is null or { IsClosed: true })
        {
            throw RuleBroken.State(
                "no-open-opportunity",
                "The quote belongs to no open opportunity that could be won.",
                "/winOpportunity"
            );
        }

        var pipeline = await OpportunityResource.PipelineAsync(opportunity.PipelineId, work, cancellationToken);
        opportunity.Win(pipeline, work.Now);
    }
}

/// <summary>What the order says beyond the quote, and what happens with it; all of it may be left out.</summary>
internal sealed class AcceptQuoteRequest
{
    /// <summary>When it was ordered; now unless given.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? OrderTime { get; init; }

    /// <summary>How the order came to us.</summary>
    [Example("fieldSales")]
    public OrderChannel? Channel { get; init; }

    /// <summary>True: the open opportunity of the quote moves to the first won stage of its pipeline with it; needs <c>opportunities:write</c>.</summary>
    [Example(false)]
    public bool WinOpportunity { get; init; }
}
