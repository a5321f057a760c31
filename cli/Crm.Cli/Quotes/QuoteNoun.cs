using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes`.</summary>
internal static class QuoteNoun
{
    public static Noun Noun { get; } =
        new("quotes", "quote", "Quotes with lines, discounts, taxes and totals.")
        {
            OwnVerbs =
            [
                ApproveQuoteCommand.Verb,
                SendQuoteCommand.Verb,
                AcceptQuoteCommand.Verb,
                DeclineQuoteCommand.Verb,
                ReviseQuoteCommand.Verb,
                ReopenQuoteCommand.Verb,
            ],
            Columns = ["number", "customer.name", "state", "total", "issueDate", "validUntil"],
            Expand = "customer",
            ExampleId = "Q-2026-000123",
            ExampleFilter = "state = \"sent\"",
            ExampleFields = "--file quote.json",
        };
}
