using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.Quotes;

/// <summary>The routes of quotes.</summary>
internal static class QuoteEndpoints
{
    public static void AddQuotes(this IServiceCollection services)
    {
        services.AddSingleton<QuoteResource>();
        services.AddScoped<QuoteVerb>();
    }

    public static void MapQuotes(this IEndpointRouteBuilder routes)
    {
        var quotes = routes.MapResource(routes.ServiceProvider.GetRequiredService<QuoteResource>());
        quotes
            .MapPost("/{id}/approve", ApproveQuote.Handle)
            .WithName(nameof(ApproveQuote))
            .WithSummary("Approve a quote")
            .WithDescription("Draft → approved. A quote without lines cannot be approved.")
            .ChangesGuarded();
        quotes
            .MapPost("/{id}/reopen", ReopenQuote.Handle)
            .WithName(nameof(ReopenQuote))
            .WithSummary("Reopen a quote")
            .WithDescription("Approved → draft, so that it can be changed before it is sent.")
            .ChangesGuarded();
        quotes
            .MapPost("/{id}/send", SendQuote.Handle)
            .WithName(nameof(SendQuote))
            .WithSummary("Mark a quote as sent")
            .WithDescription("Approved → sent. Refused with `quote-expired` after `validUntil`.")
            .ChangesGuarded();
        quotes
            .MapPost("/{id}/accept", AcceptQuote.Handle)
            .WithName(nameof(AcceptQuote))
            .WithSummary("Accept a quote")
            .WithDescription(
                "Sent → accepted, and makes the order: same customer, lines and totals, linked both ways, once. "
                    + "Refused with `quote-expired` after `validUntil`. With `winOpportunity` the quote's open opportunity is won too, "
                    + "or nothing happens at all."
            )
            .Writes("quotes")
            .ProducesProblems(404, 412, 428);
        quotes
            .MapPost("/{id}/decline", DeclineQuote.Handle)
            .WithName(nameof(DeclineQuote))
            .WithSummary("Decline a quote")
            .WithDescription("Sent or expired → declined, with the customer's reason.")
            .Writes("quotes")
            .ProducesProblems(404, 412, 428);
        quotes
            .MapPost("/{id}/revise", ReviseQuote.Handle)
            .WithName(nameof(ReviseQuote))
            .WithSummary("Revise a quote")
            .WithDescription(
                "Approved, sent, expired or declined → superseded. Answers the next revision: a draft that says the same, is valid "
                    + "for as long from today on, and has the first one's number with the revision behind it (`Q-2026-000123-2`)."
            )
            .ChangesGuarded();
    }

    /// <summary>A verb without a body, about the version that <c>If-Match</c> names.</summary>
    private static void ChangesGuarded(this RouteHandlerBuilder builder) =>
        builder.Changes("quotes:write").ProducesProblems(404, 412, 428);
}
