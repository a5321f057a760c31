namespace Crm.Dedupe.Blocking;

/// <summary>What two records of one block have in common, exactly.</summary>
public enum BlockKind
{
    TaxId,
    OtherId,
    Email,
    EmailLocalPart,
    Phone,
    FullName,
    NameSkeleton,
    InitialsAndBirthDate,
    BirthDateAndPlace,
    InitialsAndPlace,
    NameStartAndPlace,
    NameStartAndPostcode,
    StreetAndNumber,
    StreetAndPostcode,
    CompanyName,
    CompanyWordAndPlace,
    CompanyWords,
    CompanyStart,
    HostAndInitial,
}

/// <summary>How telling the kinds are.</summary>
internal static class BlockKinds
{
    /// <summary>Whether the blocks grow with the set: people of the same initials in one town are many, and mostly unrelated.</summary>
    public static bool IsWeak(this BlockKind kind) => kind is BlockKind.InitialsAndPlace;
}
