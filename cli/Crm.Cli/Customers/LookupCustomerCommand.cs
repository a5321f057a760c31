using Crm.Cli.Resources;

namespace Crm.Cli.Customers;

/// <summary>`crm customers lookup`: who is this number, address or external id?</summary>
internal static class LookupCustomerCommand
{
    public static OwnVerb Verb { get; } =
        new("lookup", "Find customers by any contact point or number.", HttpMethod.Get, "/v1/customers/lookup")
        {
            IsList = true,
            Examples =
            [
                "crm customers lookup --phone '+49 30 1234567'",
                "crm customers lookup --email ada@example.com --json id,name",
            ],
        };
}
