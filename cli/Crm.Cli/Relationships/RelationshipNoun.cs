using Crm.Cli.Resources;

namespace Crm.Cli.Relationships;

/// <summary>`crm relationships`.</summary>
internal static class RelationshipNoun
{
    public static Noun Noun { get; } =
        new(
            "relationships",
            "relationship",
            "Links between customers: contacts of organisations, parents of organisations."
        )
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["id", "from", "to", "role", "since", "until"],
            ExampleFilter = "role = \"buyer\"",
            ExampleFields = "--set from=C-000045 --set to=C-000007 --set role=buyer",
        };
}
