using Crm.Api.Http;

namespace Crm.Api.Quotes;

/// <summary>Makes the next revision of a quote, a draft that takes its place.</summary>
internal static class ReviseQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        QuoteVerb verb,
        CancellationToken cancellationToken
    )
    {
        var quote = await verb.LoadAsync(id, http, cancellationToken);
        var revision = quote.Revise(verb.Work.NewId(), verb.Today);
        verb.Work.Db.Add(revision);
        return await verb.AnswerAsync(revision, cancellationToken);
    }
}
