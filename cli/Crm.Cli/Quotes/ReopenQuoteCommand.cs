using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes reopen ID`.</summary>
internal static class ReopenQuoteCommand
{
    public static OwnVerb Verb { get; } =
        new("reopen", "Take an approved quote back to draft.", HttpMethod.Post, "/v1/quotes/{id}/reopen")
        {
            Examples = ["crm quotes reopen Q-2026-000123 --if-match '*'"],
        };
}
