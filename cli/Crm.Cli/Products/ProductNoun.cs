using Crm.Cli.Resources;

namespace Crm.Cli.Products;

/// <summary>`crm products`.</summary>
internal static class ProductNoun
{
    public static Noun Noun { get; } =
        new("products", "product", "What is sold, with a price per currency.")
        {
            Columns = ["sku", "name", "family", "prices", "isActive"],
            ExampleId = "GTX-PRO",
            ExampleFilter = "family = \"GTX\"",
            ExampleFields = "--sku GTX-PRO --name 'GTX Pro'",
            ExampleMatch = "sku",
        };
}
