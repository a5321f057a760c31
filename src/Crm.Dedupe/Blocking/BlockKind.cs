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
