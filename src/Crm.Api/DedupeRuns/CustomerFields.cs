using System.Globalization;
using Crm.Api.Customers;
using Crm.Dedupe;
using Crm.Dedupe.Comparing;

namespace Crm.Api.DedupeRuns;

/// <summary>What of a customer the dedupe engine compares, and as what.</summary>
internal static class CustomerFields
{
    private static readonly FieldType?[] OfPerson =
    [
        FieldType.GivenName,
        FieldType.FamilyName,
        FieldType.FullName,
        FieldType.Company,
        FieldType.Email,
        FieldType.Email,
        FieldType.Phone,
        FieldType.Phone,
        FieldType.Street,
        FieldType.Street,
        FieldType.City,
        FieldType.Postcode,
        FieldType.Country,
        FieldType.BirthDate,
    ];

    private static readonly FieldType?[] OfOrganization =
    [
        FieldType.Company,
        FieldType.Email,
        FieldType.Email,
        FieldType.Phone,
        FieldType.Phone,
        FieldType.Website,
        FieldType.Street,
        FieldType.Street,
        FieldType.City,
        FieldType.Postcode,
        FieldType.Country,
    ];

    public static IReadOnlyList<FieldType?> Of(CustomerKind kind) =>
        kind == CustomerKind.Person ? OfPerson : OfOrganization;

    /// <summary>The values of a customer, in the order of the fields of its kind.</summary>
    public static string?[] Values(ReadCustomer customer)
    {
        var fields = Of(customer.Row.Kind);
        var values = new string?[fields.Count];
        for (var (index, nth) = (0, 0); index < values.Length; index++)
        {
            var type = fields[index]!.Value;
            nth = index > 0 && fields[index - 1] == type ? nth + 1 : 0;
            values[index] = Value(customer, type, nth);
        }

        return values;
    }

    /// <summary>The fields that a comparison looks at.</summary>
    public static IEnumerable<FieldType> Behind(Comparison comparison) =>
        comparison switch
        {
            Comparison.GivenName or Comparison.FamilyName =>
            [
                comparison == Comparison.GivenName ? FieldType.GivenName : FieldType.FamilyName,
                FieldType.FullName,
            ],
            Comparison.Company => [FieldType.Company],
            Comparison.Email => [FieldType.Email],
            Comparison.Host => [FieldType.Website, FieldType.Email],
            Comparison.Phone => [FieldType.Phone],
            Comparison.Street => [FieldType.Street],
            Comparison.Place => [FieldType.Postcode, FieldType.City],
            Comparison.Country => [FieldType.Country],
            Comparison.BirthDate => [FieldType.BirthDate],
            Comparison.TaxId => [FieldType.TaxId],
            Comparison.OtherId => [FieldType.OtherId],
            Comparison.FreeText => [FieldType.FreeText],
        };

    private static string? Value(ReadCustomer customer, FieldType type, int nth) =>
        type switch
        {
            FieldType.GivenName => customer.Row.GivenName,
            FieldType.FamilyName => customer.Row.FamilyName,
            FieldType.FullName => customer.Row.Name,
            FieldType.Company when customer.Row.Kind == CustomerKind.Person => customer.Employer,
            FieldType.Company => customer.Row.Name,
            FieldType.Email => customer.Point(ContactChannel.Email, nth),
            FieldType.Phone => customer.Point(CustomerResource.IsPhone, nth),
            FieldType.Website => customer.Point(ContactChannel.Web, nth),
            FieldType.Street => customer.Address(nth)?.Street,
            FieldType.City => customer.Address(0)?.City,
            FieldType.Postcode => customer.Address(0)?.PostalCode,
            FieldType.Country => customer.Address(0)?.Country,
            FieldType.BirthDate => customer.Row.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => null,
        };
}
