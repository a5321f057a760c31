using System.Linq.Expressions;
using Crm.Api.Filters;
using Crm.Api.Kernel;
using Crm.Api.Pricing;

namespace Crm.Api.Quotes;

/// <summary>What filter and orderBy know about quotes.</summary>
internal static class QuoteFields
{
    public static FieldTable<Quote> Make(TimeZoneInfo zone) =>
        PricedDocuments
            .Fields<Quote>()
            .Whole("revision", quote => quote.Revision)
            .Choice<QuoteState>("state", (state, context) => IsIn(state, DayBorder.DayOf(context.Now, zone)))
            .Date("issueDate", quote => quote.IssueDate)
            .Date("validUntil", quote => quote.ValidUntil)
            .Text("declineReason", quote => quote.DeclineReason)
            .Time("approveTime", quote => quote.ApproveTime)
            .Time("sendTime", quote => quote.SendTime)
            .Time("acceptTime", quote => quote.AcceptTime)
            .Time("declineTime", quote => quote.DeclineTime)
            .Id("revisesId", quote => quote.RevisesId)
            .Id("revisedById", quote => quote.RevisedById)
            .Id("orderId", quote => quote.OrderId);

    /// <summary>The condition that <see cref="Quote.StateOn"/> answers this state, with a missing validity tested for aloud.</summary>
    private static Expression<Func<Quote, bool>> IsIn(QuoteState state, DateOnly today) =>
        state switch
        {
            QuoteState.Sent => quote =>
                quote.State == QuoteState.Sent && (quote.ValidUntil == null || quote.ValidUntil >= today),
            QuoteState.Expired => quote =>
                quote.State == QuoteState.Sent && quote.ValidUntil != null && quote.ValidUntil < today,
            QuoteState.Draft
            or QuoteState.Approved
            or QuoteState.Accepted
            or QuoteState.Declined
            or QuoteState.Superseded => quote => quote.State == state,
        };
}
