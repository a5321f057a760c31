using System.Text.Json.Nodes;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>Opportunities with their way through the default pipeline, and quotes.</summary>
internal sealed class SeedSales(SeedPlan plan, SeedCustomers customers)
{
    private const int LongestHistory = 720;

    private static readonly string[] OpenStages = ["prospecting", "engaging", "proposal"];
    private static readonly string[] Sources = ["web", "trade fair", "referral", "existing customer"];

    public SeedTable OpportunityTable() => SeedTable.Of("opportunities", plan.Customers * 6 / 10, Opportunity);

    public SeedTable QuoteTable() => SeedTable.Of("quotes", plan.Customers * 3 / 10, Quote);

    private JsonObject Opportunity(int index)
    {
        var (chance, customer, locale) = Buyer("opportunity", index);
        var isClosed = chance.Random.Float() < 0.6f;
        var isWon = isClosed && chance.Random.Float() < 0.6f;
        string[] way = isClosed
            ? [.. OpenStages, isWon ? "won" : "lost"]
            : OpenStages[..chance.Random.Int(1, OpenStages.Length)];
        var body = Document("opportunity", index, customer, chance);
        body["source"] = chance.PickRandom(Sources);
        body["stageMoves"] = Moves(way, chance);
        if (!isClosed)
        {
            body["expectedCloseDate"] = SeedBody.Date(plan.AsOf.AddDays(chance.Random.Int(5, 120)));
        }
        else if (!isWon)
        {
            body["lossReason"] = chance.PickRandom(locale.Texts.LossReasons);
        }

        body["lines"] = Lines(chance, locale, most: 2, withTax: false);
        return body;
    }

    private JsonObject Quote(int index)
    {
        var (chance, customer, locale) = Buyer("quote", index);
        var issued = plan.AsOf.AddDays(-chance.Random.Int(1, LongestHistory));
        var body = Document("quote", index, customer, chance);
        body["currency"] = locale.Currency;
        body["issueDate"] = SeedBody.Date(issued);
        body["validUntil"] = SeedBody.Date(issued.AddDays(30));
        body["lines"] = Lines(chance, locale, most: 4, withTax: true);
        if (chance.Random.Float() < 0.3f)
        {
            body["discountPercent"] = chance.PickRandom(2, 3, 5, 10);
        }

        return body;
    }

    private (Faker Chance, int Customer, SeedLocale Locale) Buyer(string kind, int index)
    {
        var customer = plan.Chance($"buyer of {kind}", index, plan.Locales[0]).Random.Int(1, plan.Customers);
        var locale = plan.LocaleOf(customer);
        return (plan.Chance(kind, index, locale), customer, locale);
    }

    private JsonObject Document(string kind, int index, int customer, Faker chance)
    {
        var body = new JsonObject
        {
            ["externalIds"] = SeedBody.ExternalIds(plan, kind, index),
            ["customerId"] = plan.Reference("customer", customer),
            ["ownerId"] = SeedCatalog.AnyUser(plan, chance),
        };
        int[] contacts = [.. customers.Contacts.Of(customer)];
        if (contacts.Length > 0)
        {
            body["contactId"] = plan.Reference("customer", chance.PickRandom(contacts));
        }

        return body;
    }

    private JsonArray Moves(string[] way, Faker chance)
    {
        var moves = new JsonArray();
        var time = plan.Past(chance, LongestHistory);
        foreach (var stage in way)
        {
            moves.Add((JsonNode)new JsonObject { ["stage"] = stage, ["occurredAt"] = SeedBody.Moment(time) });
            time = plan.Between(chance, time, TimeSpan.FromDays(60));
        }

        return moves;
    }

    private static JsonArray Lines(Faker chance, SeedLocale locale, int most, bool withTax)
    {
        var lines = new JsonArray();
        for (var count = chance.Random.Int(1, most); count > 0; count--)
        {
            var (sku, price) = SeedCatalog.AnyProduct(chance, locale);
            var line = new JsonObject
            {
                ["productId"] = sku,
                ["quantity"] = chance.Random.Int(1, 20),
                ["unitPrice"] = SeedBody.Money(price, locale),
            };
            if (withTax)
            {
                line["taxRate"] = locale.TaxRate;
            }

            lines.Add((JsonNode)line);
        }

        return lines;
    }
}
