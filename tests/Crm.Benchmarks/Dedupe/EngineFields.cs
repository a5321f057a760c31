using Crm.Cli.Seeding.Duplicates;
using Crm.Dedupe;

namespace Crm.Benchmarks.Dedupe;

/// <summary>A made-up customer as the dedupe engine takes it.</summary>
internal static class EngineFields
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

    public static string[] Of(MadeCustomer customer) =>
        [
            customer.GivenName,
            customer.FamilyName,
            customer.Company,
            customer.Email,
            "",
            customer.Phone,
            "",
            customer.Website,
            customer.Street,
            "",
            customer.Postcode,
            customer.City,
            customer.Country,
            customer.BirthDate,
            customer.TaxId,
        ];
}
