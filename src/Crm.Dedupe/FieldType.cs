namespace Crm.Dedupe;

/// <summary>What a column of the caller's records holds.</summary>
public enum FieldType
{
    GivenName,
    FamilyName,

    /// <summary>A person's whole name; read where given and family name are missing.</summary>
    FullName,

    /// <summary>The name of an organisation: the record's own, or a person's employer.</summary>
    Company,
    Email,
    Phone,

    /// <summary>A web address; its host is compared together with the domains of e-mail addresses.</summary>
    Website,

    /// <summary>Street, with the house number or without.</summary>
    Street,
    HouseNumber,
    City,
    Postcode,
    Country,
    BirthDate,

    /// <summary>A number by which a state knows one record only: two different ones forbid a match.</summary>
    TaxId,

    /// <summary>Any other number that should belong to one record.</summary>
    OtherId,
    FreeText,
}
