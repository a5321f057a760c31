using Crm.Cli.Resources;

namespace Crm.Cli.AttributeDefinitions;

/// <summary>`crm attribute-definitions`.</summary>
internal static class AttributeDefinitionNoun
{
    public static Noun Noun { get; } =
        new("attribute-definitions", "attribute definition", "Custom fields of customers, typed per category.")
        {
            Columns = ["key", "name", "type", "categories", "isRequired"],
            ExampleFilter = "type = \"number\"",
            ExampleFields = "--key sector --name Sector --type text --categories account",
        };
}
