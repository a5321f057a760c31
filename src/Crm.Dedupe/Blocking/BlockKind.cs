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

    /// <summary>Of records that hardly have another key, such as those of which only a name is known.</summary>
    NameEnds,
}

/// <summary>How telling the kinds are.</summary>
public static class BlockKinds
{
    /// <summary>Whether the blocks grow with the set, and most pairs in the large ones are strangers.</summary>
    public static bool IsWeak(this BlockKind kind) =>
        kind
            is BlockKind.NameSkeleton
                or BlockKind.InitialsAndPlace
                or BlockKind.NameStartAndPlace
                or BlockKind.StreetAndNumber
                or BlockKind.CompanyWordAndPlace
                or BlockKind.CompanyStart
                or BlockKind.NameEnds;
}
