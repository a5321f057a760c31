using Bogus;

namespace Crm.Cli.Seeding;

/// <summary>What differs from country to country: names, addresses, numbers, money and words.</summary>
internal abstract record SeedLocale(string Name, string Country, string Language, string Currency)
{
    public static IReadOnlyList<SeedLocale> All { get; } =
    [new ChineseSeedLocale(), new EnglishSeedLocale(), new GermanSeedLocale()];

    /// <summary>What is added to net prices, in percent.</summary>
    public required decimal TaxRate { get; init; }

    /// <summary>List prices are in euro; this makes of them a price as one would write it here.</summary>
    public required decimal PriceFactor { get; init; }

    public required SeedTexts Texts { get; init; }

    /// <summary>What names of organisations may end with, in the form in which it is appended.</summary>
    public abstract IReadOnlyList<string> LegalForms { get; }

    public abstract string FullName(string given, string family);

    /// <summary>Before the @; unique by the number.</summary>
    public abstract string Mailbox(Faker chance, string given, string family, int number);

    public abstract string OrganizationName(Faker chance, SeedPlace place);

    public abstract SeedPlace Place(Faker chance);

    public abstract string Phone(Faker chance, SeedPlace place);

    public abstract string Mobile(Faker chance);

    /// <summary>The letters of an address: a to z only.</summary>
    protected static string Ascii(string name) =>
        string.Concat(
            name.ToLowerInvariant()
                .Replace("ä", "ae", StringComparison.Ordinal)
                .Replace("ö", "oe", StringComparison.Ordinal)
                .Replace("ü", "ue", StringComparison.Ordinal)
                .Replace("ß", "ss", StringComparison.Ordinal)
                .Where(char.IsAsciiLetter)
        );
}

/// <summary>Where a customer lives or works.</summary>
internal sealed record SeedPlace(string Street, string PostalCode, string City, string Region, string AreaCode);
