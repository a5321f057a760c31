using Crm.Cli.Resources;

namespace Crm.Cli.Quotes;

/// <summary>`crm quotes`.</summary>
internal static class QuoteNoun
{
    public static Noun Noun { get; } =
        new("quotes", "quote", "Quotes with lines, discounts, taxes and totals.")
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["number", "customer", "state", "total", "validUntil"],
            ExampleId = "Q-2026-000123",
            ExampleFilter = "state = \"sent\"",
            ExampleFields = "--file quote.json",
        };
}
