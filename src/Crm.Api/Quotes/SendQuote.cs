using Crm.Api.Http;

namespace Crm.Api.Quotes;

/// <summary>Notes that an approved quote has gone to the customer.</summary>
internal static class SendQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        QuoteVerb verb,
        CancellationToken cancellationToken
    )
    {
        var quote = await verb.LoadAsync(id, http, cancellationToken);
        quote.Send(verb.Work.Now, verb.Today);
        return await verb.AnswerAsync(quote, cancellationToken);
    }
}
