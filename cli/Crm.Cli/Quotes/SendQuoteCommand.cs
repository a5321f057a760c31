using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes send ID`.</summary>
internal static class SendQuoteCommand
{
    public static OwnVerb Verb { get; } =
        new("send", "Mark an approved quote as sent.", HttpMethod.Post, "/v1/quotes/{id}/send")
        {
            Examples = ["crm quotes send Q-2026-000123 --if-match '*'"],
        };
}
