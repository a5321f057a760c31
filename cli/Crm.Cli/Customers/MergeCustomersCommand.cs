using Crm.Cli.Resources;

namespace Crm.Cli.Customers;

/// <summary>`crm customers merge`: makes one customer of several.</summary>
internal static class MergeCustomersCommand
{
    public static OwnVerb Verb { get; } =
        new(
            "merge",
            "Make one customer of several; `crm merges unmerge` takes it back.",
            HttpMethod.Post,
            "/v1/customers/merge"
        )
        {
            Columns = ["survivorId", "mergeId", "record.name", "members.number", "conflicts"],
            Examples =
            [
                "crm customers merge --customer-ids ID --customer-ids ID --dry-run",
                "crm customers merge --customer-ids ID --customer-ids ID --survivor-id ID --set strategies.name=longest",
            ],
        };
}
