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
            Columns = ["id", "fromCustomer.name", "toCustomer.name", "type", "role", "since", "until"],
            Expand = "fromCustomer,toCustomer",
            ExampleFilter = "type = \"contact\"",
            ExampleFields = "--file link.json --type contact",
        };
}
