using Crm.Cli.Resources;

namespace Crm.Cli.Customers;

/// <summary>`crm customers timeline ID`: what happened with a customer and with what hangs on it.</summary>
internal static class CustomerTimelineCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "timeline",
            "List what happened with a customer, the newest first.",
            HttpMethod.Get,
            "/v1/customers/{id}/timeline"
        )
        {
            IsList = true,
            Columns = ["time", "type", "subject", "keyName"],
            Examples =
            [
                "crm customers timeline CU-000045 --limit 20",
                "crm customers timeline CU-000045 --filter 'time = lastDays(30)' --json time,type,changes",
            ],
        };
}
