using Crm.Cli.Resources;

namespace Crm.Cli.Orders;

/// <summary>`crm orders`.</summary>
internal static class OrderNoun
{
    public static Noun Noun { get; } =
        new("orders", "order", "What was bought, when and through which channel.")
        {
            OwnVerbs = [FulfillOrderCommand.Verb, CancelOrderCommand.Verb],
            Columns = ["number", "customer.name", "status", "orderTime", "channel", "total"],
            Expand = "customer",
            ExampleId = "SO-2026-000123",
            ExampleFilter = "channel = \"shop\"",
            ExampleFields = "--file order.json",
            ExampleMatch = "externalId",
        };
}
