using System.Text.Json.Nodes;
using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>People and organisations, and who of the ones is a contact of the others.</summary>
internal sealed class SeedCustomers
{
    private const float ShareOfOrganizations = 0.3f;
    private const float ShareOfContacts = 0.6f;

    private static readonly string[] Stages = ["lead", "prospect", "customer", "customer", "customer", "former"];
    private static readonly string[] Sources = ["web", "trade fair", "referral", "telephone"];

    private readonly SeedPlan _plan;
    private readonly HashSet<int> _organizations;
    private readonly Dictionary<int, int> _organizationOfContact;

    public SeedCustomers(SeedPlan plan)
    {
        _plan = plan;
        _organizations = [.. All.Where(IsOrganization)];
        _organizationOfContact = All.Where(index => !_organizations.Contains(index))
            .Select(index => (Contact: index, Organization: OrganizationFor(index)))
            .Where(link => link.Organization is not null)
            .ToDictionary(link => link.Contact, link => link.Organization!.Value);
        ContactsOf = _organizationOfContact.ToLookup(link => link.Value, link => link.Key);
    }

    /// <summary>The people who speak for an organisation.</summary>
    public ILookup<int, int> ContactsOf { get; }

    private IEnumerable<int> All => Enumerable.Range(1, _plan.Customers);

    public SeedTable Table() =>
        SeedTable.Of(
            "customers",
            All.Select(index => _organizations.Contains(index) ? Organization(index) : Person(index))
        );

    public SeedTable RelationshipTable() =>
        SeedTable.Of(
            "relationships",
            _organizationOfContact.Select(link => Relationship(link.Key, link.Value)),
            "customers"
        );

    /// <summary>The first customer is an organisation, so that even a small run has contacts.</summary>
    private bool IsOrganization(int index) =>
        index == 1 || _plan.Chance("kind", index, _plan.LocaleOf(index)).Random.Float() < ShareOfOrganizations;

    /// <summary>An organisation of the same country; one that came earlier, so that more customers do not move the link.</summary>
    private int? OrganizationFor(int contact)
    {
        var locale = _plan.LocaleOf(contact);
        var chance = _plan.Chance("contact", contact, locale);
        int[] near = [.. _organizations.Where(index => index < contact && _plan.LocaleOf(index) == locale).Order()];
        return near.Length > 0 && chance.Random.Float() < ShareOfContacts ? chance.PickRandom(near) : null;
    }

    private JsonObject Person(int index)
    {
        var locale = _plan.LocaleOf(index);
        var chance = _plan.Chance("customer", index, locale);
        var person = SeedPerson.Make(chance, locale);
        var body = Common(index, "person", locale.FullName(person.Given, person.Family), chance, locale);
        body["givenName"] = person.Given;
        body["familyName"] = person.Family;
        body["birthDate"] = SeedBody.Date(_plan.AsOf.AddDays(-chance.Random.Int(19 * 365, 85 * 365)));
        var mailbox = locale.Mailbox(chance, person.Given, person.Family, index);
        AddWays(body, ("email", $"{mailbox}@example.com"), ("mobile", locale.Mobile(chance)));
        body["addresses"] = Addresses("home", locale.Place(chance), locale);
        return body;
    }

    private JsonObject Organization(int index)
    {
        var locale = _plan.LocaleOf(index);
        var chance = _plan.Chance("customer", index, locale);
        var place = locale.Place(chance);
        var body = Common(index, "organization", locale.OrganizationName(chance, place), chance, locale);
        body["birthDate"] = SeedBody.Date(_plan.AsOf.AddDays(-chance.Random.Int(2 * 365, 90 * 365)));
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
            ["externalIds"] = SeedBody.ExternalIds(_plan, "customer", index),
            ["kind"] = kind,
            ["name"] = name,
            ["lifecycleStage"] = chance.PickRandom(Stages),
            ["source"] = chance.PickRandom(Sources),
            ["language"] = locale.Language,
            ["ownerId"] = SeedCatalog.AnyUser(_plan, chance),
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
        var locale = _plan.LocaleOf(contact);
        var chance = _plan.Chance("relationship", contact, locale);
        return new JsonObject
        {
            ["fromCustomerId"] = _plan.Reference("customer", contact),
            ["toCustomerId"] = _plan.Reference("customer", organization),
            ["type"] = "contact",
            ["role"] = chance.PickRandom(locale.Texts.Roles),
            ["since"] = SeedBody.Date(_plan.AsOf.AddDays(-chance.Random.Int(30, 3_000))),
        };
    }
}
