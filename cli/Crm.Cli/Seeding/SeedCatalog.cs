using System.Text.Json.Nodes;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>What every seeded company sells, and who works for it.</summary>
internal static class SeedCatalog
{
    private const int Users = 6;

    private static readonly (string Sku, string Name, string Family, decimal Euro)[] Products =
    [
        ("SEED-PUMP-S", "Pump S", "Pumps", 490),
        ("SEED-PUMP-M", "Pump M", "Pumps", 890),
        ("SEED-PUMP-L", "Pump L", "Pumps", 1_790),
        ("SEED-VALVE", "Valve", "Parts", 45),
        ("SEED-FILTER", "Filter set", "Parts", 79),
        ("SEED-SENSOR", "Sensor", "Electronics", 240),
        ("SEED-GATEWAY", "Gateway", "Electronics", 620),
        ("SEED-SERVICE", "Yearly service", "Services", 350),
    ];

    public static SeedTable ProductTable() =>
        SeedTable.Of("products", Products.Length, index => Product(Products[index - 1]), matchOn: "sku");

    public static SeedTable UserTable(SeedPlan plan) => SeedTable.Of("users", Users, index => User(plan, index));

    public static string AnyUser(SeedPlan plan, Faker chance) => plan.Reference("user", chance.Random.Int(1, Users));

    /// <summary>A product's key, and its price as one would write it in the locale.</summary>
    public static (string Sku, decimal Price) AnyProduct(Faker chance, SeedLocale locale)
    {
        var product = chance.PickRandom(Products);
        return (product.Sku, decimal.Round(product.Euro * locale.PriceFactor, 0, MidpointRounding.AwayFromZero));
    }

    private static JsonObject Product((string Sku, string Name, string Family, decimal Euro) product) =>
        new()
        {
            ["sku"] = product.Sku,
            ["name"] = product.Name,
            ["family"] = product.Family,
        };

    private static JsonObject User(SeedPlan plan, int index)
    {
        var locale = plan.LocaleOf(index);
        var chance = plan.Chance("user", index, locale);
        var name = SeedPerson.Make(chance, locale);
        return new JsonObject
        {
            ["externalIds"] = SeedBody.ExternalIds(plan, "user", index),
            ["name"] = locale.FullName(name.Given, name.Family),
            ["email"] = FormattableString.Invariant($"seed{plan.Seed}.user{index}@example.org"),
            ["language"] = locale.Language,
        };
    }
}
