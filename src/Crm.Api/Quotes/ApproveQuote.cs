using Crm.Api.Http;

namespace Crm.Api.Quotes;

/// <summary>Says that a draft may go to the customer.</summary>
internal static class ApproveQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        QuoteVerb verb,
        CancellationToken cancellationToken
    )
    {
        var quote = await verb.LoadAsync(id, http, cancellationToken);
        quote.Approve(verb.Work.Now);
        return await verb.AnswerAsync(quote, cancellationToken);
    }
}
