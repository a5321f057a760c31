using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Opportunities of all kinds, the same ones for the same seed.</summary>
public static class RandomDeals
{
    private static readonly string[] OpenStages = ["prospecting", "engaging", "proposal"];
    private static readonly string[] Currencies = ["EUR", "USD", "JPY"];

    public static async Task MakeAsync(HttpClient admin, Random random, int count)
    {
        var customer = await IdAsync(admin, "/v1/customers", new { kind = "organization", name = "Buyer" });
        var team = await IdAsync(admin, "/v1/teams", new { name = "Team" });
        var owners = new List<string>();
        var products = new List<string>();
        for (var index = 0; index < 3; index++)
        {
            object user = index == 0 ? new { name = $"Owner {index}" } : new { name = $"Owner {index}", teamId = team };
            owners.Add(await IdAsync(admin, "/v1/users", user));
            products.Add(await IdAsync(admin, "/v1/products", new { sku = $"P{index}", name = $"Product {index}" }));
        }

        var operations = Enumerable
            .Range(0, count)
            .Select(index => new { op = "create", body = Deal(random, index, customer, owners, products) })
            .ToList();
        await admin.PostAsync("/v1/opportunities/batch", new { atomic = true, operations }, HttpStatusCode.MultiStatus);
    }

    private static JsonObject Deal(
        Random random,
        int index,
        string customer,
        List<string> owners,
        List<string> products
    )
    {
        var begin = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(random.Next(10_000));
        var currency = Pick(random, Currencies);
        var deal = new JsonObject
        {
            ["name"] = $"Deal {index}",
            ["customerId"] = customer,
            ["stageMoves"] = new JsonArray(
                new JsonObject { ["stage"] = Pick(random, OpenStages), ["occurredAt"] = Text(begin) }
            ),
        };
        if (random.Next(2) == 0)
        {
            deal["stage"] = random.Next(2) == 0 ? "won" : "lost";
            deal["closedAt"] = Text(begin.AddMinutes(random.Next(100_000)));
        }
        else if (random.Next(3) > 0)
        {
            deal["expectedCloseDate"] = Text(begin)[..10];
        }

        if (random.Next(4) > 0)
        {
            deal["ownerId"] = Pick(random, owners);
        }

        if (random.Next(4) == 0)
        {
            deal["probability"] = random.Next(1_000_000) / 10_000m;
        }

        if (random.Next(4) == 0)
        {
            deal["amount"] = Money(random, currency);
        }

        deal["lines"] = new JsonArray([
            .. Enumerable.Range(0, random.Next(4)).Select(_ => Line(random, currency, products)),
        ]);
        return deal;
    }

    private static JsonObject Line(Random random, string currency, List<string> products)
    {
        var line = new JsonObject
        {
            ["description"] = "thing",
            ["quantity"] = random.Next(1, 100_000) / 10_000m,
            ["discountPercent"] = random.Next(101),
        };
        if (random.Next(5) > 0)
        {
            line["productId"] = Pick(random, products);
        }

        if (random.Next(4) > 0)
        {
            line["unitPrice"] = Money(random, currency);
        }

        return line;
    }

    private static JsonObject Money(Random random, string currency) =>
        new()
        {
            ["amount"] = (random.NextInt64(1_000_000_000_000) / 10_000m).ToString(CultureInfo.InvariantCulture),
            ["currency"] = currency,
        };

    private static string Text(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static T Pick<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static async Task<string> IdAsync(HttpClient admin, string path, object form) =>
        (await admin.PostAsync(path, form)).Text("id");
}
