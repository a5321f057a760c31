using System.ComponentModel.DataAnnotations;
using Crm.Api.Http;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Quotes;

/// <summary>Notes that the customer does not want what was offered, and why.</summary>
internal static class DeclineQuote
{
    public static async Task<Answer<QuoteResponse>> Handle(
        IdOrNumber id,
        Body<DeclineQuoteRequest> body,
        HttpContext http,
        QuoteVerb verb,
        CancellationToken cancellationToken
    )
    {
        var quote = await verb.LoadAsync(id, http, cancellationToken);
        quote.Decline(body.Value.Reason!, verb.Work.Now);
        return await verb.AnswerAsync(quote, cancellationToken);
    }
}

/// <summary>Why the customer does not want it.</summary>
internal sealed class DeclineQuoteRequest
{
    [Required]
    [StringLength(1000)]
    [Example("Too expensive")]
    public string? Reason { get; init; }
}
