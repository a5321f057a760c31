using System.Globalization;

namespace Crm.Benchmarks.Dedupe;

/// <summary>What goes wrong when a customer is entered again: one or two things, each of a kind that is seen in practice.</summary>
internal static class Corruption
{
    private static readonly Func<MadeCustomer, Random, MadeCustomer>[] OfPeople =
    [
        TypoInFamilyName,
        TypoInFamilyName,
        TypoInGivenName,
        SwappedNames,
        ShortGivenName,
        MissingField,
        MissingField,
        MovedAddress,
        OtherEmail,
        OtherPhone,
        DialledOtherwise,
        TypoInStreet,
        UpperCase,
    ];

    private static readonly Func<MadeCustomer, Random, MadeCustomer>[] OfCompanies =
    [
        TypoInCompany,
        TypoInCompany,
        OtherLegalForm,
        OtherLegalForm,
        MissingField,
        MissingField,
        MovedAddress,
        OtherEmail,
        OtherPhone,
        DialledOtherwise,
        TypoInStreet,
        UpperCase,
    ];

    public static MadeCustomer Of(MadeCustomer original, Random random)
    {
        var kinds = original.IsPerson ? OfPeople : OfCompanies;
        var once = kinds[random.Next(kinds.Length)](original, random);
        return random.Next(3) == 0 ? kinds[random.Next(kinds.Length)](once, random) : once;
    }

    private static MadeCustomer TypoInFamilyName(MadeCustomer of, Random random) =>
        of with
        {
            FamilyName = Typo(of.FamilyName, random),
        };

    private static MadeCustomer TypoInGivenName(MadeCustomer of, Random random) =>
        of with
        {
            GivenName = Typo(of.GivenName, random),
        };

    private static MadeCustomer TypoInStreet(MadeCustomer of, Random random) =>
        of with
        {
            Street = Typo(of.Street, random),
        };

    private static MadeCustomer TypoInCompany(MadeCustomer of, Random random) =>
        of with
        {
            Company = Typo(of.Company, random),
        };

    private static MadeCustomer SwappedNames(MadeCustomer of, Random random) =>
        of with
        {
            GivenName = of.FamilyName,
            FamilyName = of.GivenName,
        };

    private static MadeCustomer ShortGivenName(MadeCustomer of, Random random) =>
        of with
        {
            GivenName =
                random.Next(3) == 0
                    ? $"{of.GivenName[0]}."
                    : MadeNames.Short.GetValueOrDefault(of.GivenName, of.GivenName),
        };

    private static MadeCustomer MissingField(MadeCustomer of, Random random) =>
        random.Next(4) switch
        {
            0 => of with { Email = "" },
            1 => of with { Phone = "" },
            2 => of with { Street = "", Postcode = "" },
            _ => of with { Website = "", BirthDate = "", TaxId = "", Company = of.IsPerson ? "" : of.Company },
        };

    private static MadeCustomer MovedAddress(MadeCustomer of, Random random)
    {
        var city = MadeNames.City(random);
        return of with
        {
            Street = $"{random.Next(1, 400)} {MadeNames.Street(random)}",
            Postcode = random.Next(10_000, 100_000).ToString(CultureInfo.InvariantCulture),
            City = city.Name,
            Country = city.Country,
        };
    }

    private static MadeCustomer OtherEmail(MadeCustomer of, Random random) =>
        of.Email.Length == 0
            ? of
            : of with
            {
                Email =
                    random.Next(3) == 0 ? of.Email.Replace("@", "+crm@", StringComparison.Ordinal)
                    : of.IsPerson ? $"{of.FamilyName[0]}{random.Next(100_000)}@{MadeNames.FreeMail[0]}"
                    : $"sales{of.Email[of.Email.IndexOf('@', StringComparison.Ordinal)..]}",
            };

    private static MadeCustomer OtherPhone(MadeCustomer of, Random random) =>
        of.Phone.Length == 0 ? of : of with { Phone = $"{of.Phone[..^7]}{random.Next(1_000_000, 10_000_000)}" };

    private static MadeCustomer DialledOtherwise(MadeCustomer of, Random random) =>
        of.Phone.Length == 0 ? of : of with { Phone = $"({of.Phone[3..^7]}) {of.Phone[^7..^4]}-{of.Phone[^4..]}" };

    private static MadeCustomer OtherLegalForm(MadeCustomer of, Random random)
    {
        var form = Array.Find(MadeNames.LegalForms, form => of.Company.EndsWith($" {form}", StringComparison.Ordinal));
        var bare = form is null ? of.Company : of.Company[..^(form.Length + 1)];
        return of with
        {
            Company =
                random.Next(2) == 0 ? bare : $"{bare} {MadeNames.LegalForms[random.Next(MadeNames.LegalForms.Length)]}",
        };
    }

    private static MadeCustomer UpperCase(MadeCustomer of, Random random) =>
        of with
        {
            GivenName = of.GivenName.ToUpperInvariant(),
            FamilyName = of.FamilyName.ToUpperInvariant(),
            Company = of.Company.ToUpperInvariant(),
            City = of.City.ToUpperInvariant(),
        };

    /// <summary>A letter left out, doubled, wrong, or swapped with the next one.</summary>
    private static string Typo(string text, Random random)
    {
        if (text.Length < 3)
        {
            return text;
        }

        var at = random.Next(1, text.Length - 1);
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, text[at].ToString()),
            2 => text[..at] + (char)('a' + random.Next(26)) + text[(at + 1)..],
            _ => $"{text[..at]}{text[at + 1]}{text[at]}{text[(at + 2)..]}",
        };
    }
}
