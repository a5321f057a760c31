using System.Globalization;
using System.Text;
using Crm.Cli.Seeding.Duplicates;

namespace Crm.Benchmarks.Dedupe;

/// <summary>
/// Any number of made-up people and organisations, every fifth of them more than once with what people get wrong. Everything
/// follows from the seed and the number. Relatives of one household, colleagues and branches of one name make it hard.
/// </summary>
internal static class MadeCustomers
{
    private const int Seed = 20_261_122;
    private const int Companies = 40;

    public static IEnumerable<MadeCustomer> Make(int count)
    {
        var copies = new (int Entity, int Copy)[count];
        for (int index = 0, entity = 0; index < count; entity++)
        {
            var last = Math.Min(count - index, CopiesOf(entity));
            for (var copy = 0; copy < last; copy++)
            {
                copies[index++] = (entity, copy);
            }
        }

        new Random(Seed).Shuffle(copies);
        return copies.Select(copy => Make(copy.Entity, copy.Copy));
    }

    private static MadeCustomer Make(int entity, int copy)
    {
        var original = IsCompany(entity) ? Company(entity) : Person(entity);
        return copy == 0 ? original : Again(original, Random(entity, copy));
    }

    /// <summary>The customer as somebody has entered it again.</summary>
    public static MadeCustomer Again(MadeCustomer made, Random random) =>
        new Corruption(new MadeSurroundings(random), random).Of(made);

    private static Random Random(int entity, int copy) => new(HashCode(entity, copy));

    // Neighbouring numbers must not make neighbouring draws.
    private static int HashCode(int entity, int copy) =>
        unchecked((int)((((uint)entity * 2_654_435_761) ^ ((uint)copy * 2_246_822_519) ^ Seed) * 3_266_489_917));

    private static bool IsCompany(int entity) => (uint)HashCode(entity, 98) % 100 < Companies;

    private static int CopiesOf(int entity) =>
        ((uint)HashCode(entity, 99) % 100) switch
        {
            < 80 => 1,
            < 95 => 2,
            < 99 => 3,
            _ => 5,
        };

    private static MadeCustomer Person(int entity)
    {
        var random = Random(entity, 0);
        var given = MadeNames.Skewed(MadeNames.Given, random);
        var place = Placed(random);
        var family = MadeNames.Family(random);
        var phone = Phone(place.City, random);
        if (random.Next(12) == 0 && entity > 0 && !IsCompany(entity - 1))
        {
            var relative = Person(entity - 1);
            // Nobody could tell two of one name at one address apart.
            given = given == relative.GivenName ? MadeNames.Given[^1] : given;
            (family, phone) = (relative.FamilyName, random.Next(2) == 0 ? relative.Phone : phone);
            place = place with { Street = relative.Street, Postcode = relative.Postcode };
            place = place with { City = Array.Find(MadeNames.Cities, city => city.Name == relative.City) };
        }

        var employer = random.Next(10) < 3 ? Company(random.Next(Math.Max(1, entity / 4))) : null;
        var domain = employer is not null && random.Next(10) < 7 ? employer.Website : "";
        return new MadeCustomer
        {
            Entity = entity,
            GivenName = given,
            FamilyName = family,
            Company = employer?.Company ?? "",
            Email = random.Next(10) < 7 ? Email(given, family, domain, random) : "",
            Phone = random.Next(10) < 7 ? phone : "",
            Street = place.Street,
            Postcode = place.Postcode,
            City = place.City.Name,
            Country = place.City.Country,
            BirthDate =
                random.Next(10) < 3
                    ? new DateOnly(1945, 1, 1)
                        .AddDays(random.Next(60 * 365))
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : "",
        };
    }

    private static MadeCustomer Company(int entity)
    {
        var random = Random(entity, 0);
        var place = Placed(random);
        var name = MadeNames.Family(random) + (random.Next(3) == 0 ? $" & {MadeNames.Family(random)}" : "");
        var industry = MadeNames.Industries[random.Next(MadeNames.Industries.Length)];
        var form = MadeNames.Skewed(MadeNames.LegalForms, random);
        var host = Ascii($"{name}{industry[..3]}{random.Next(900)}") + (place.City.Country == "DE" ? ".de" : ".com");
        if (random.Next(30) == 0 && entity > 0 && IsCompany(entity - 1))
        {
            var branch = Company(entity - 1);
            return branch with
            {
                Entity = entity,
                Company = branch.Company,
                Phone = Phone(place.City, random),
                Email = "",
                Street = place.Street,
                Postcode = place.Postcode,
                City = place.City.Name,
                Country = place.City.Country,
                TaxId = "",
            };
        }

        return new MadeCustomer
        {
            Entity = entity,
            Company = $"{name} {industry} {form}",
            Email = random.Next(10) < 7 ? $"{(random.Next(2) == 0 ? "info" : "office")}@{host}" : "",
            Phone = random.Next(10) < 7 ? Phone(place.City, random) : "",
            Website = random.Next(10) < 6 ? host : "",
            Street = place.Street,
            Postcode = place.Postcode,
            City = place.City.Name,
            Country = place.City.Country,
            TaxId = random.Next(10) < 2 ? $"{place.City.Country}{random.Next(100_000_000, 1_000_000_000)}" : "",
        };
    }

    private static Place Placed(Random random)
    {
        var city = MadeNames.City(random);
        var number = random.Next(1, 400);
        var street = MadeNames.Street(random);
        return new Place(
            city,
            city.Country == "DE" ? $"{street} {number}" : $"{number} {street}",
            $"{(uint)city.Name.Sum(letter => letter) % 90 + 10}{random.Next(1000):D3}"
        );
    }

    private static string Phone((string Name, string Country, string Dialling) city, Random random) =>
        $"{city.Dialling}{random.Next(1_000_000, 10_000_000)}";

    private static string Email(string given, string family, string domain, Random random)
    {
        var local = random.Next(3) switch
        {
            0 => $"{given}.{family}",
            1 => $"{given[0]}{family}",
            _ => $"{family}{given[0]}",
        };
        return domain.Length > 0
            ? Ascii($"{local}") + "@" + domain
            : $"{Ascii(local)}{random.Next(5000)}@{MadeNames.Skewed(MadeNames.FreeMail, random)}";
    }

    private static string Ascii(string text) =>
        string.Concat(
            text.ToLowerInvariant()
                .Replace("ö", "oe", StringComparison.Ordinal)
                .Replace("ü", "ue", StringComparison.Ordinal)
                .Normalize(NormalizationForm.FormD)
                .Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.')
        );

    private sealed record Place((string Name, string Country, string Dialling) City, string Street, string Postcode);
}
