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
    NameStartAndPlace,
    NameStartAndPostcode,
    StreetAndNumber,
    CompanyName,
    CompanyWordAndPlace,
    CompanyWords,
    CompanyStart,
    HostAndInitial,
}
