using Crm.Cli.Resources;

namespace Crm.Cli.AttributeDefinitions;

/// <summary>`crm attribute-definitions`.</summary>
internal static class AttributeDefinitionNoun
{
    public static Noun Noun { get; } =
        new("attribute-definitions", "attribute definition", "Custom fields of customers, typed per category.")
        {
            Verbs = Noun.PlainVerbs,
            Columns = ["id", "category", "name", "type"],
            ExampleFilter = "category = \"clinic\"",
            ExampleFields = "--set category=clinic --set name=sector --set type=text",
        };
}
