using Crm.Cli.Resources;

namespace Crm.Cli.Opportunities;

/// <summary>`crm opportunities`.</summary>
internal static class OpportunityNoun
{
    public static Noun Noun { get; } =
        new("opportunities", "opportunity", "Deals, their stages and amounts.")
        {
            OwnVerbs = [MoveOpportunityCommand.Verb, ReopenOpportunityCommand.Verb],
            Columns = ["number", "name", "customer.name", "stage", "amount", "expectedCloseDate", "owner.name"],
            Expand = "customer,owner",
            ExampleId = "OP-000045",
            ExampleFilter = "stage = \"engaging\"",
            ExampleFields = "--name 'GTX for Acme' --stage engaging --amount '1200.00 EUR'",
            ExampleMatch = "externalId",
        };
}
