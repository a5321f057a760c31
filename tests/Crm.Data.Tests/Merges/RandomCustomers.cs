using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Merges;

/// <summary>Customers that know this and that, three in a row of one kind; the same ones for the same seed.</summary>
internal static class RandomCustomers
{
    private static readonly string[] Tags = ["vip", "press", "fair", "old"];

    public static async Task<IReadOnlyList<Guid>> MakeAsync(HttpClient admin, Random random, int count)
    {
        var made = new List<Guid>();
        while (made.Count < count)
        {
            var operations = Enumerable
                .Range(made.Count, Math.Min(90, count - made.Count))
                .Select(index => new { op = "create", body = Customer(random, index) });
            var answer = await admin.PostAsync(
                "/v1/customers/batch",
                new { atomic = true, operations },
                HttpStatusCode.MultiStatus
            );
            made.AddRange(answer["results"]!.AsArray().Select(result => Guid.Parse(result!.Text("id"))));
        }

        return made;
    }

    private static JsonObject Customer(Random random, int index)
    {
        var isPerson = index / 3 % 2 == 0;
        var customer = new JsonObject
        {
            ["kind"] = isPerson ? "person" : "organization",
            ["name"] = Text($"Customer {random.Next(50)}"),
            ["externalIds"] = List(
                random.Next(3),
                one => new JsonObject { ["system"] = $"s{one}", ["value"] = Number(index) }
            ),
            ["tags"] = List(random.Next(4), one => Text(Tags[one])),
            ["contactPoints"] = List(
                random.Next(4),
                one => new JsonObject
                {
                    ["channel"] = one % 2 == 0 ? "email" : "phone",
                    ["value"] = one % 2 == 0 ? $"c{random.Next(20)}@example.com" : $"+49 30 {random.Next(100, 120)}",
                    ["isPrimary"] = one < 2 && random.Next(2) == 0,
                }
            ),
            ["addresses"] = List(
                random.Next(3),
                one => new JsonObject
                {
                    ["city"] = random.Next(2) == 0 ? "Berlin" : "Bonn",
                    ["street"] = $"Street {random.Next(3)}",
                    ["isPrimary"] = one == 0 && random.Next(2) == 0,
                }
            ),
        };
        if (random.Next(2) == 0)
        {
            customer["description"] = $"About {index}";
        }

        if (isPerson && random.Next(2) == 0)
        {
            customer["givenName"] = "Ann";
        }

        return customer;
    }

    private static JsonValue Text(string text) => JsonValue.Create(text);

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static JsonArray List(int count, Func<int, JsonNode> item) =>
        new([.. Enumerable.Range(0, count).Select(item)]);
}
