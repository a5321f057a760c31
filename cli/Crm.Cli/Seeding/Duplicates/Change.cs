using System.Text.Json;

namespace Crm.Cli.Seeding.Duplicates;

/// <summary>What goes wrong, or has become of them meanwhile, when customers are entered again.</summary>
internal enum Change
{
    TypoInFamilyName,
    TypoInGivenName,
    TypoInCompany,
    TypoInStreet,
    SwappedNames,
    ShortGivenName,
    OtherLegalForm,
    MissingField,
    MovedAddress,
    OtherEmail,
    OtherPhone,
    DialledOtherwise,
    UpperCase,
    Sparse,
}

/// <summary>What changes are called in files.</summary>
internal static class ChangeName
{
    private static readonly Dictionary<Change, string> Names = Enum.GetValues<Change>()
        .ToDictionary(change => change, change => JsonNamingPolicy.KebabCaseLower.ConvertName(change.ToString()));

    public static string Of(IEnumerable<Change> changes) => string.Join('|', changes.Select(change => Names[change]));
}
