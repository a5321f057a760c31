using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes approve ID`.</summary>
internal static class ApproveQuoteCommand
{
    public static OwnVerb Verb { get; } =
        new("approve", "Approve a draft, so that it can be sent.", HttpMethod.Post, "/v1/quotes/{id}/approve")
        {
            Examples = ["crm quotes approve Q-2026-000123 --if-match '*'"],
        };
}
