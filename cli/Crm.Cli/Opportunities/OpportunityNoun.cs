using Crm.Cli.Resources;

namespace Crm.Cli.Opportunities;

/// <summary>`crm opportunities`.</summary>
internal static class OpportunityNoun
{
    public static Noun Noun { get; } =
        new("opportunities", "opportunity", "Deals, their stages and amounts.")
        {
            OwnVerbs = [MoveOpportunityCommand.Verb],
            Columns = ["number", "name", "customer", "stage", "amount", "expectedClose", "owner"],
            ExampleId = "O-000123",
            ExampleFilter = "stage = \"engaging\"",
            ExampleFields = "--name 'GTX for Acme' --set customer=C-000045 --amount '1200.00 EUR'",
            ExampleMatch = "externalId",
        };
}
