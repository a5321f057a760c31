namespace Crm.Dedupe.Comparing;

/// <summary>One question asked about a pair of records; each has a few levels of agreement for an answer.</summary>
public enum Comparison
{
    GivenName,
    FamilyName,
    Company,
    Email,
    Host,
    Phone,
    Street,
    Place,
    Country,
    BirthDate,
    TaxId,
    OtherId,
    FreeText,
}

/// <summary>The levels of each comparison, from different to exact; 0 is "missing on one side" for all.</summary>
internal static class Levels
{
    public const int Missing = 0;
    public const int Different = 1;

    private static readonly string[][] Names =
    [
        ["missing", "different", "similar", "initial", "short form", "other script", "near", "swapped", "exact"],
        ["missing", "different", "similar", "initial", "part", "other script", "near", "swapped", "exact"],
        ["missing", "different", "weak", "contained", "similar", "near", "exact"],
        ["missing", "different", "same local part", "near", "exact"],
        ["missing", "different", "near", "exact"],
        ["missing", "different", "near", "exact"],
        ["missing", "different", "same street", "near", "exact"],
        ["missing", "different", "city", "near", "postcode", "exact"],
        ["missing", "different", "exact"],
        ["missing", "different", "near", "exact"],
        ["missing", "different", "near", "exact"],
        ["missing", "different", "near", "exact"],
        ["missing", "different", "similar", "exact"],
    ];

    public static int Count(Comparison comparison) => Names[(int)comparison].Length;

    public static int Exact(Comparison comparison) => Count(comparison) - 1;

    public static string Name(Comparison comparison, int level) => Names[(int)comparison][level];
}

/// <summary>The levels of <see cref="Comparison.GivenName"/> and <see cref="Comparison.FamilyName"/>.</summary>
internal static class NameLevel
{
    public const int Similar = 2;
    public const int Initial = 3;
    public const int Short = 4;
    public const int OtherScript = 5;
    public const int Near = 6;
    public const int Swapped = 7;
    public const int Exact = 8;
}

/// <summary>The levels of <see cref="Comparison.Company"/>.</summary>
internal static class CompanyLevel
{
    public const int Weak = 2;
    public const int Contained = 3;
    public const int Similar = 4;
    public const int Near = 5;
    public const int Exact = 6;
}

/// <summary>The levels of <see cref="Comparison.Email"/>.</summary>
internal static class EmailLevel
{
    public const int SameLocal = 2;
    public const int Near = 3;
    public const int Exact = 4;
}

/// <summary>The levels of hosts, phones, dates of birth and identifiers.</summary>
internal static class CodeLevel
{
    public const int Near = 2;
    public const int Exact = 3;
}

/// <summary>The levels of <see cref="Comparison.Street"/>.</summary>
internal static class StreetLevel
{
    public const int SameStreet = 2;
    public const int Near = 3;
    public const int Exact = 4;
}

/// <summary>The levels of <see cref="Comparison.Place"/>.</summary>
internal static class PlaceLevel
{
    public const int City = 2;
    public const int Near = 3;
    public const int Postcode = 4;
    public const int Exact = 5;
}

/// <summary>The levels of <see cref="Comparison.FreeText"/>.</summary>
internal static class TextLevel
{
    public const int Similar = 2;
    public const int Exact = 3;
}
