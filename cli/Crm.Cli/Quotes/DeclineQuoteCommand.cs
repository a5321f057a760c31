using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes decline ID`.</summary>
internal static class DeclineQuoteCommand
{
    public static OwnVerb Verb { get; } =
        new("decline", "Note that the customer declines a quote, and why.", HttpMethod.Post, "/v1/quotes/{id}/decline")
        {
            Examples = ["crm quotes decline Q-2026-000123 --if-match '*' --reason 'Too expensive'"],
        };
}
