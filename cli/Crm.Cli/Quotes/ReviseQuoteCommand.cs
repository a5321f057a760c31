using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes revise ID`.</summary>
internal static class ReviseQuoteCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "revise",
            "Replace a quote that is no draft any more by its next revision.",
            HttpMethod.Post,
            "/v1/quotes/{id}/revise"
        )
        {
            Examples = ["crm quotes revise Q-2026-000123 --if-match '*'"],
        };
}
