using System.Text.Json.Nodes;
using Bogus;
using Crm.Cli.Seeding.Duplicates;

namespace Crm.Cli.Seeding;

/// <summary>People and organisations, those of them that are there more than once, and who of the ones is a contact of the others.</summary>
internal sealed class SeedCustomers
{
    private static readonly string[] Stages = ["lead", "prospect", "customer", "customer", "customer", "former"];
    private static readonly string[] Sources = ["web", "trade fair", "referral", "telephone"];

    /// <summary>Of the copies: who is in a hurry does not ask for everything again.</summary>
    private const float ShareOfSparse = 0.3f;

    private readonly SeedPlan _plan;
    private readonly SeedDuplicates _duplicates;

    public SeedCustomers(SeedPlan plan)
    {
        _plan = plan;
        _duplicates = new SeedDuplicates(plan);
        Contacts = new SeedContacts(plan, _duplicates);
    }

    public SeedContacts Contacts { get; }

    public SeedTable Table() =>
        SeedTable.Of("customers", _plan.Customers, Body) with
        {
            HasDuplicates = _plan.Duplicates > 0,
        };

    public SeedTable RelationshipTable() =>
        new(
            "relationships",
            "customers",
            Contacts.Count,
            Contacts.Links.Select(link => Relationship(link.Contact, link.Organization))
        );

    /// <summary>Who a customer is, and truly is.</summary>
    public MadeCustomer Made(int index) => Customer(index).Made;

    private SeedCustomer Customer(int index) => _duplicates.IsCopy(index) ? Copy(index) : Original(index);

    private SeedCustomer Original(int index) => Contacts.IsOrganization(index) ? Organization(index) : Person(index);

    private SeedCustomer Person(int index)
    {
        var locale = _plan.LocaleOf(index);
        var chance = _plan.Chance("customer", index, locale);
        var person = SeedPerson.Make(chance, locale);
        var origin = Origin(chance);
        var birthDate = DaysBefore(chance.Random.Int(19 * 365, 85 * 365));
        var mailbox = locale.Mailbox(chance, person.Given, person.Family, index);
        var mobile = locale.Mobile(chance);
        var made = new MadeCustomer
        {
            Entity = index,
            GivenName = person.Given,
            FamilyName = person.Family,
            BirthDate = birthDate,
            Email = $"{mailbox}@example.com",
            Phone = mobile,
        };
        return new SeedCustomer(At(made, locale.Place(chance), locale), origin);
    }

    private SeedCustomer Organization(int index)
    {
        var locale = _plan.LocaleOf(index);
        var chance = _plan.Chance("customer", index, locale);
        var place = locale.Place(chance);
        var name = locale.OrganizationName(chance, place);
        var origin = Origin(chance);
        var birthDate = DaysBefore(chance.Random.Int(2 * 365, 90 * 365));
        var domain = FormattableString.Invariant($"company{index}.example");
        var made = new MadeCustomer
        {
            Entity = index,
            Company = name,
            BirthDate = birthDate,
            Email = $"info@{domain}",
            Phone = locale.Phone(chance, place),
            Website = $"https://www.{domain}",
        };
        return new SeedCustomer(At(made, place, locale), origin);
    }

    /// <summary>Another in some way: what is there twice letter by letter would be too easy to find.</summary>
    private SeedCustomer Copy(int index)
    {
        var original = Original(_duplicates.OriginalOf(index)).Made;
        var locale = _plan.LocaleOf(index);
        var chance = _plan.Chance("copy", index, locale);
        var origin = Origin(chance);
        var corruption = new Corruption(new SeedSurroundings(chance, locale, index), new Random(chance.Random.Int()));
        var known = chance.Random.Float() < ShareOfSparse ? corruption.With(Change.Sparse, original) : original;
        MadeCustomer copy;
        do
        {
            copy = corruption.Of(known);
        } while (copy.Changes.Count == 0);
        return new SeedCustomer(copy, origin);
    }

    private SeedOrigin Origin(Faker chance)
    {
        var stage = chance.PickRandom(Stages);
        var source = chance.PickRandom(Sources);
        return new SeedOrigin(stage, source, SeedCatalog.AnyUser(_plan, chance));
    }

    private string DaysBefore(int days) => SeedBody.Date(_plan.AsOf.AddDays(-days));

    private static MadeCustomer At(MadeCustomer made, SeedPlace place, SeedLocale locale) =>
        made with
        {
            Street = place.Street,
            Postcode = place.PostalCode,
            City = place.City,
            Region = place.Region,
            Country = locale.Country,
        };

    private JsonObject Body(int index)
    {
        var locale = _plan.LocaleOf(index);
        var (made, origin) = Customer(index);
        var body = new JsonObject
        {
            ["externalIds"] = SeedBody.ExternalIds(_plan, "customer", index),
            ["kind"] = made.IsPerson ? "person" : "organization",
            ["name"] = made.IsPerson ? locale.FullName(made.GivenName, made.FamilyName) : made.Company,
            ["lifecycleStage"] = origin.Stage,
            ["source"] = origin.Source,
            ["language"] = locale.Language,
            ["ownerId"] = origin.Owner,
        };
        Put(body, "givenName", made.GivenName);
        Put(body, "familyName", made.FamilyName);
        Put(body, "birthDate", made.BirthDate);
        body["contactPoints"] = Ways(made);
        body["addresses"] = Addresses(made);
        return body;
    }

    private static JsonArray Ways(MadeCustomer made)
    {
        (string Channel, string Value)[] ways =
        [
            ("email", made.Email),
            (made.IsPerson ? "mobile" : "phone", made.Phone),
            ("web", made.Website),
        ];
        return
        [
            .. ways.Where(way => way.Value.Length > 0)
                .Select(way => new JsonObject
                {
                    ["channel"] = way.Channel,
                    ["value"] = way.Value,
                    ["isPrimary"] = true,
                }),
        ];
    }

    private static JsonArray Addresses(MadeCustomer made)
    {
        var address = new JsonObject { ["kind"] = made.IsPerson ? "home" : "main" };
        Put(address, "street", made.Street);
        Put(address, "postalCode", made.Postcode);
        Put(address, "city", made.City);
        Put(address, "region", made.Region);
        Put(address, "country", made.Country);
        address["isPrimary"] = true;
        return [address];
    }

    private static void Put(JsonObject body, string name, string value)
    {
        if (value.Length > 0)
        {
            body[name] = value;
        }
    }

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
