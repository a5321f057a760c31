using Crm.Cli.Resources;

namespace Crm.Cli.Orders;

/// <summary>`crm orders fulfill ID`.</summary>
internal static class FulfillOrderCommand
{
    public static OwnVerb Verb { get; } =
        new("fulfill", "Note that an order is fulfilled.", HttpMethod.Post, "/v1/orders/{id}/fulfill")
        {
            Examples = ["crm orders fulfill SO-2026-000123 --if-match '*'"],
        };
}
