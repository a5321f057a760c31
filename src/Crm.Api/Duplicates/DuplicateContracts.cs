using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Duplicates;

/// <summary>What is known of somebody, such as who is on the phone: as much of it as there is.</summary>
internal sealed class MatchCustomerRequest
{
    /// <summary>Absent: a person when there is a name of one, otherwise both are looked for.</summary>
    [Example("person")]
    public CustomerKind? Kind { get; init; }

    /// <summary>The whole name, of a person or an organisation.</summary>
    [StringLength(200)]
    public string? Name { get; init; }

    [StringLength(100)]
    [Example("Ada")]
    public string? GivenName { get; init; }

    [StringLength(100)]
    [Example("Lovelace")]
    public string? FamilyName { get; init; }

    /// <summary>The organisation that a person works for, or is a contact of.</summary>
    [StringLength(200)]
    public string? Employer { get; init; }

    [Example("1990-12-10")]
    public DateOnly? BirthDate { get; init; }

    /// <summary>A phone number; more of them, and more kinds, go into the contact points.</summary>
    [StringLength(320)]
    [Example("+49 30 123456")]
    public string? Phone { get; init; }

    /// <summary>A mail address.</summary>
    [StringLength(320)]
    public string? Email { get; init; }

    /// <summary>Phone numbers, mail addresses, web sites.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ContactPointForm>? ContactPoints { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<AddressForm>? Addresses { get; init; }

    /// <summary>What it may be.</summary>
    internal IReadOnlyList<CustomerKind> Kinds =>
        Kind is { } kind ? [kind]
        : GivenName is not null || FamilyName is not null || BirthDate is not null ? [CustomerKind.Person]
        : [CustomerKind.Person, CustomerKind.Organization];

    /// <summary>A customer with just that, to be compared and never stored.</summary>
    internal Customer ToCustomer(CustomerKind kind, string? phoneCountry)
    {
        var isPerson = kind == CustomerKind.Person;
        var customer = new Customer
        {
            Id = Guid.Empty,
            Kind = kind,
            Name = Name?.Trim() ?? "",
            GivenName = isPerson ? GivenName : null,
            FamilyName = isPerson ? FamilyName : null,
            BirthDate = BirthDate,
        };
        var country = CustomerMapping.PhoneCountryOf(new CustomerForm { Addresses = Addresses }, phoneCountry);
        Parts.SyncByPosition(
            customer.ContactPoints,
            [.. Points()],
            (point, form) => CustomerMapping.Fill(point, form, country)
        );
        Parts.SyncByPosition(customer.Addresses, Addresses, CustomerMapping.Fill);
        return customer;
    }

    private IEnumerable<ContactPointForm> Points()
    {
        foreach (var (channel, value) in new[] { (ContactChannel.Phone, Phone), (ContactChannel.Email, Email) })
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                yield return new ContactPointForm { Channel = channel, Value = value };
            }
        }

        foreach (var point in ContactPoints ?? [])
        {
            yield return point;
        }
    }
}
