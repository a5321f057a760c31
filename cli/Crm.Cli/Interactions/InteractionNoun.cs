using Crm.Cli.Resources;

namespace Crm.Cli.Interactions;

/// <summary>`crm interactions`.</summary>
internal static class InteractionNoun
{
    public static Noun Noun { get; } =
        new("interactions", "interaction", "Calls, messages, visits and notes on any channel.")
        {
            Columns = ["id", "customer", "channel", "direction", "occurredAt", "subject"],
            ExampleFilter = "channel = \"call\" AND createTime >= \"2026-01-01\"",
            ExampleFields = "--set customer=C-000045 --channel call --subject 'First talk'",
        };
}
