using Crm.Api.Http;

namespace Crm.Api.Quotes;

/// <summary>Makes an approved quote a draft again, which can be changed.</summary>
internal static class ReopenQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        QuoteVerb verb,
        CancellationToken cancellationToken
    )
    {
        var quote = await verb.LoadAsync(id, http, cancellationToken);
        quote.Reopen();
        return await verb.AnswerAsync(quote, cancellationToken);
    }
}
