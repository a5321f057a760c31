using Crm.Dedupe;

namespace Crm.Benchmarks.Dedupe;

/// <summary>A made-up customer, of which the true identity is known. Empty is what nobody knows.</summary>
internal sealed record MadeCustomer
{
    /// <summary>With room for a second address of each kind, as the service has it.</summary>
    public static readonly IReadOnlyList<FieldType?> Types =
    [
        FieldType.GivenName,
        FieldType.FamilyName,
        FieldType.Company,
        FieldType.Email,
        FieldType.Email,
        FieldType.Phone,
        FieldType.Phone,
        FieldType.Website,
        FieldType.Street,
        FieldType.Street,
        FieldType.Postcode,
        FieldType.City,
        FieldType.Country,
        FieldType.BirthDate,
        FieldType.TaxId,
    ];

    /// <summary>Copies of one person or organisation have the same.</summary>
    public required int Entity { get; init; }

    public string GivenName { get; init; } = "";

    /// <summary>Empty for organisations.</summary>
    public string FamilyName { get; init; } = "";

    /// <summary>The name of an organisation, or a person's employer.</summary>
    public string Company { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Website { get; init; } = "";
    public string Street { get; init; } = "";
    public string Postcode { get; init; } = "";
    public string City { get; init; } = "";
    public string Country { get; init; } = "";
    public string BirthDate { get; init; } = "";
    public string TaxId { get; init; } = "";

    public bool IsPerson => FamilyName.Length > 0;

    public string[] Values =>
        [
            GivenName,
            FamilyName,
            Company,
            Email,
            "",
            Phone,
            "",
            Website,
            Street,
            "",
            Postcode,
            City,
            Country,
            BirthDate,
            TaxId,
        ];
}
