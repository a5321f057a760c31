using Crm.Cli.Resources;

namespace Crm.Cli.Interactions;

/// <summary>`crm interactions`.</summary>
internal static class InteractionNoun
{
    public static Noun Noun { get; } =
        new("interactions", "interaction", "Calls, messages, visits and notes on any channel.")
        {
            Columns = ["occurredAt", "customer.name", "channel", "direction", "subject"],
            Expand = "customer",
            ExampleFilter = "channel = \"call\" AND occurredAt >= \"2026-01-01\"",
            ExampleFields =
                "--customer-id 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --channel call --direction in --subject 'First talk'",
        };
}
