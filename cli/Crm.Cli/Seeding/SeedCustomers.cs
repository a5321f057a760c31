using System.Text.Json.Nodes;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>People and organisations, and who of the ones is a contact of the others.</summary>
internal sealed class SeedCustomers(SeedPlan plan)
{
    private static readonly string[] Stages = ["lead", "prospect", "customer", "customer", "customer", "former"];
    private static readonly string[] Sources = ["web", "trade fair", "referral", "telephone"];

    public SeedContacts Contacts { get; } = new(plan);

    public SeedTable Table() =>
        SeedTable.Of(
            "customers",
            plan.Customers,
            index => Contacts.IsOrganization(index) ? Organization(index) : Person(index)
        );

    public SeedTable RelationshipTable() =>
        new(
            "relationships",
            "customers",
            Contacts.Count,
            Contacts.Links.Select(link => Relationship(link.Contact, link.Organization))
        );

    private JsonObject Person(int index)
    {
        var locale = plan.LocaleOf(index);
        var chance = plan.Chance("customer", index, locale);
        var person = SeedPerson.Make(chance, locale);
        var body = Common(index, "person", locale.FullName(person.Given, person.Family), chance, locale);
        body["givenName"] = person.Given;
        body["familyName"] = person.Family;
        body["birthDate"] = SeedBody.Date(plan.AsOf.AddDays(-chance.Random.Int(19 * 365, 85 * 365)));
        var mailbox = locale.Mailbox(chance, person.Given, person.Family, index);
        AddWays(body, ("email", $"{mailbox}@example.com"), ("mobile", locale.Mobile(chance)));
        body["addresses"] = Addresses("home", locale.Place(chance), locale);
        return body;
    }

    private JsonObject Organization(int index)
    {
        var locale = plan.LocaleOf(index);
        var chance = plan.Chance("customer", index, locale);
        var place = locale.Place(chance);
        var body = Common(index, "organization", locale.OrganizationName(chance, place), chance, locale);
        body["birthDate"] = SeedBody.Date(plan.AsOf.AddDays(-chance.Random.Int(2 * 365, 90 * 365)));
        var domain = FormattableString.Invariant($"company{index}.example");
        AddWays(
            body,
            ("email", $"info@{domain}"),
            ("phone", locale.Phone(chance, place)),
            ("web", $"https://www.{domain}")
        );
        body["addresses"] = Addresses("main", place, locale);
        return body;
    }

    private JsonObject Common(int index, string kind, string name, Faker chance, SeedLocale locale) =>
        new()
        {
            ["externalIds"] = SeedBody.ExternalIds(plan, "customer", index),
            ["kind"] = kind,
            ["name"] = name,
            ["lifecycleStage"] = chance.PickRandom(Stages),
            ["source"] = chance.PickRandom(Sources),
            ["language"] = locale.Language,
            ["ownerId"] = SeedCatalog.AnyUser(plan, chance),
        };

    private static void AddWays(JsonObject body, params (string Channel, string Value)[] ways) =>
        body["contactPoints"] = new JsonArray([
            .. ways.Select(way => new JsonObject
            {
                ["channel"] = way.Channel,
                ["value"] = way.Value,
                ["isPrimary"] = true,
            }),
        ]);

    private static JsonArray Addresses(string kind, SeedPlace place, SeedLocale locale) =>
        [
            new JsonObject
            {
                ["kind"] = kind,
                ["street"] = place.Street,
                ["postalCode"] = place.PostalCode,
                ["city"] = place.City,
                ["region"] = place.Region,
                ["country"] = locale.Country,
                ["isPrimary"] = true,
            },
        ];

    private JsonObject Relationship(int contact, int organization)
    {
        var locale = plan.LocaleOf(contact);
        var chance = plan.Chance("relationship", contact, locale);
        return new JsonObject
        {
            ["fromCustomerId"] = plan.Reference("customer", contact),
            ["toCustomerId"] = plan.Reference("customer", organization),
            ["type"] = "contact",
            ["role"] = chance.PickRandom(locale.Texts.Roles),
            ["since"] = SeedBody.Date(plan.AsOf.AddDays(-chance.Random.Int(30, 3_000))),
        };
    }
}
