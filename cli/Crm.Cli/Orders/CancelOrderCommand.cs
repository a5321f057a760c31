using Crm.Cli.Resources;

namespace Crm.Cli.Orders;

/// <summary>`crm orders cancel ID`.</summary>
internal static class CancelOrderCommand
{
    public static OwnVerb Verb { get; } =
        new("cancel", "Cancel an open order, and say why.", HttpMethod.Post, "/v1/orders/{id}/cancel")
        {
            Examples = ["crm orders cancel SO-2026-000123 --if-match '*' --reason 'ordered twice'"],
        };
}
