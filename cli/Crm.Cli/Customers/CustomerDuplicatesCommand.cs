using Crm.Cli.Resources;

namespace Crm.Cli.Customers;

/// <summary>`crm customers duplicates ID`: which other customers it may be.</summary>
internal static class CustomerDuplicatesCommand
{
    public static IReadOnlyList<string> Columns { get; } =
    ["score", "matchWeight", "number", "name", "reasons.comparison", "reasons.level"];

    public static OwnVerb Verb { get; } =
        new(
            "duplicates",
            "List the other customers that a customer may be, the surest first.",
            HttpMethod.Get,
            "/v1/customers/{id}/duplicates"
        )
        {
            IsList = true,
            Columns = Columns,
            Examples =
            [
                "crm customers duplicates CU-000045",
                "crm customers duplicates CU-000045 --duplicate-threshold 0.1 --json number,name,score",
            ],
        };
}
