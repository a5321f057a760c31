using Crm.Cli.Resources;

namespace Crm.Cli.Customers;

/// <summary>`crm customers`.</summary>
internal static class CustomerNoun
{
    public static Noun Noun { get; } =
        new("customers", "customer", "People and organisations.")
        {
            OwnVerbs =
            [
                LookupCustomerCommand.Verb,
                MatchCustomerCommand.Verb,
                CustomerDuplicatesCommand.Verb,
                CustomerTimelineCommand.Verb,
                MergeCustomersCommand.Verb,
            ],
            Columns = ["number", "name", "kind", "category", "lifecycleStage", "updateTime"],
            ExampleId = "CU-000045",
            ExampleFilter = "lifecycleStage = \"lead\"",
            ExampleFields = "--kind person --given-name Ada --family-name Lovelace",
            ExampleMatch = "email",
        };
}
