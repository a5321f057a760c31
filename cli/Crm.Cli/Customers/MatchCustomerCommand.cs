using Crm.Cli.Resources;

namespace Crm.Cli.Customers;

/// <summary>`crm customers match`: who is this, by as much as is known?</summary>
internal static class MatchCustomerCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "match",
            "Find out which customers somebody may be, the surest first.",
            HttpMethod.Post,
            "/v1/customers/match"
        )
        {
            IsList = true,
            IsReading = true,
            Columns = CustomerDuplicatesCommand.Columns,
            Examples =
            [
                "crm customers match --family-name Lovelace --phone '030 123456'",
                "crm customers match --name 'Acme Corp' --set addresses[0].city=Boston --json number,name,score,reasons",
                "crm customers match --file somebody.json",
            ],
        };
}
