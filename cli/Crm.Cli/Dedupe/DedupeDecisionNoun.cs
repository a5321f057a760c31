using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe-decisions`.</summary>
internal static class DedupeDecisionNoun
{
    public static Noun Noun { get; } =
        new("dedupe-decisions", "decision", "What people have said of two customers: the same, different, or related.")
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["id", "firstCustomer.name", "secondCustomer.name", "decision", "relationshipType", "note"],
            Expand = "firstCustomer,secondCustomer",
            ExampleFilter = "decision = \"related\"",
            ExampleFields = "--file decision.json --decision same",
        };
}
