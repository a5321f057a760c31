using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes accept ID`.</summary>
internal static class AcceptQuoteCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "accept",
            "Note that the customer accepts a sent quote; makes the order.",
            HttpMethod.Post,
            "/v1/quotes/{id}/accept"
        )
        {
            Examples =
            [
                "crm quotes accept Q-2026-000123 --if-match '*' --channel fieldSales",
                "crm quotes accept Q-2026-000123 --if-match 4 --win-opportunity",
            ],
        };
}
