using System.Globalization;
using System.Text.Json.Nodes;

namespace Crm.Data.Tests.Undo;

/// <summary>What rows of imports may say about customers and deals; the same for the same seed.</summary>
internal sealed class RandomForms(Random random)
{
    private static readonly string[] Words = ["Ana", "Łukasz", "王", "O'Neil", "Zoë", "=1+1", "de la Cruz", "x"];

    public JsonObject Customer(string key)
    {
        var isPerson = key.Length % 2 == 0;
        var form = new JsonObject
        {
            ["kind"] = isPerson ? "person" : "organization",
            ["name"] = $"{Word()} {random.Next(1000)}",
            ["lifecycleStage"] = Pick("lead", "prospect", "customer", "former"),
            ["externalIds"] = ExternalIds(key),
            ["tags"] = List(3, _ => Pick("red", "green", "blue", "näh")),
            ["contactPoints"] = List(
                3,
                _ => new JsonObject
                {
                    ["channel"] = "email",
                    ["value"] = $" {Pick("a", "B", "c")}{random.Next(50)}@Example.org",
                    ["label"] = Pick("work", "home"),
                }
            ),
            ["addresses"] = List(
                2,
                _ => new JsonObject
                {
                    ["street"] = Word(),
                    ["city"] = Word(),
                    ["country"] = Pick("DE", "US"),
                }
            ),
            ["attributes"] = new JsonObject
            {
                ["size"] = random.Next(1_000_000) / 10_000m,
                ["colour"] = Pick("red", "blue"),
                ["since"] = Day(),
                ["vip"] = random.Next(2) == 0,
            },
        };
        Maybe(form, "category", Pick("food", "steel"));
        Maybe(form, "source", Word());
        Maybe(form, "birthDate", Day());
        Maybe(form, "description", $"{Word()}\n\"{Word()}\"");
        if (isPerson)
        {
            Maybe(form, "givenName", Word());
            Maybe(form, "familyName", Word());
        }

        form["attributes"]!.AsObject().Remove(Pick("size", "colour", "since", "vip"));
        return form;
    }

    /// <summary>An open deal at the beginning, or how it went on.</summary>
    public JsonObject Deal(string key, bool goesOn, IReadOnlyList<string> customers, IReadOnlyList<string> products)
    {
        var begin = new DateTime(2024, 1, 1, 8, 30, 0, DateTimeKind.Utc).AddHours(key.Length);
        var currency = Pick("EUR", "JPY");
        var moves = new JsonArray(Move("prospecting", begin));
        if (goesOn)
        {
            moves.Add(Move(Pick("engaging", "proposal"), begin.AddDays(3)));
        }

        var deal = new JsonObject
        {
            ["name"] = $"{Word()} {random.Next(1000)}",
            ["customerId"] = Pick([.. customers]),
            ["externalIds"] = ExternalIds(key),
            ["stageMoves"] = moves,
            ["stage"] = (string)moves[^1]!["stage"]!,
            ["lines"] = List(4, index => Line(currency, products)),
        };
        if (goesOn && random.Next(2) == 0)
        {
            var isWon = random.Next(2) == 0;
            deal["stage"] = isWon ? "won" : "lost";
            deal["closedAt"] = Text(begin.AddDays(9));
            Maybe(deal, isWon ? "winReason" : "lossReason", Word());
        }

        if (random.Next(2) == 0)
        {
            deal["amount"] = Money(currency);
        }
        else
        {
            deal["amount"] = null;
        }

        Maybe(deal, "probability", random.Next(1_000_000) / 10_000m);
        Maybe(deal, "expectedCloseDate", Day());
        Maybe(deal, "source", Word());
        return deal;
    }

    private JsonObject Line(string currency, IReadOnlyList<string> products)
    {
        var line = new JsonObject
        {
            ["description"] = Word(),
            ["quantity"] = random.Next(1, 100_000) / 10_000m,
            ["discountPercent"] = random.Next(100_000) / 10_000m,
        };
        Maybe(line, "productId", Pick([.. products]));
        if (random.Next(3) > 0)
        {
            line["unitPrice"] = Money(currency);
        }

        return line;
    }

    private JsonObject Money(string currency) =>
        new()
        {
            ["amount"] = (random.NextInt64(1_000_000_000) / 10_000m).ToString(CultureInfo.InvariantCulture),
            ["currency"] = currency,
        };

    /// <summary>Its key, and sometimes a second one.</summary>
    private JsonArray ExternalIds(string key)
    {
        var ids = new JsonArray(new JsonObject { ["system"] = "erp", ["value"] = key });
        if (random.Next(2) == 0)
        {
            ids.Add(new JsonObject { ["system"] = Pick("shop", "till"), ["value"] = $"{key}-{random.Next(9)}" });
        }

        return ids;
    }

    private static JsonObject Move(string stage, DateTime time) =>
        new() { ["stage"] = stage, ["occurredAt"] = Text(time) };

    private JsonArray List(int most, Func<int, JsonNode?> item)
    {
        var items = new JsonArray();
        for (var index = random.Next(most + 1); index > 0; index--)
        {
            items.Add(item(index));
        }

        return items;
    }

    private void Maybe(JsonObject form, string name, JsonNode? value)
    {
        if (random.Next(3) > 0)
        {
            form[name] = value;
        }
    }

    private string Word() => Pick(Words);

    private string Day() =>
        new DateOnly(1950, 1, 1).AddDays(random.Next(30_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
