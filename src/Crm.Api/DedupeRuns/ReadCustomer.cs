using Crm.Api.Customers;

namespace Crm.Api.DedupeRuns;

/// <summary>A customer with what the dedupe engine asks about it, read without its entity.</summary>
internal sealed class ReadCustomer(CustomerRow row)
{
    private readonly List<PointRow> _points = [];
    private readonly List<AddressRow> _addresses = [];

    public CustomerRow Row => row;

    /// <summary>The name of an organisation that the person works for, or is a contact of.</summary>
    public string? Employer { get; set; }

    /// <summary>What a customer's entity says, stored or not.</summary>
    public static ReadCustomer Of(Customer customer)
    {
        var read = new ReadCustomer(
            new CustomerRow(
                customer.Id,
                customer.Version,
                customer.Kind,
                customer.Name,
                customer.GivenName,
                customer.FamilyName,
                customer.BirthDate
            )
        );
        foreach (var point in customer.ContactPoints.OrderBy(point => point.Position))
        {
            read.Add(new PointRow(point.ParentId, point.Channel, point.Normalized ?? point.Value, point.IsPrimary));
        }

        foreach (var address in customer.Addresses.OrderBy(address => address.Position))
        {
            read.Add(
                new AddressRow(
                    address.ParentId,
                    address.Street,
                    address.PostalCode,
                    address.City,
                    address.Country,
                    address.IsPrimary
                )
            );
        }

        return read;
    }

    public void Add(PointRow point) => _points.Add(point);

    public void Add(AddressRow address) => _addresses.Add(address);

    public string? Point(ContactChannel channel, int nth) => Point(other => other == channel, nth);

    /// <summary>The first to use come first.</summary>
    public string? Point(Func<ContactChannel, bool> isMeant, int nth) =>
        Nth(_points, point => isMeant(point.Channel), point => point.IsPrimary, nth)?.Text;

    /// <inheritdoc cref="Point(Func{ContactChannel, bool}, int)"/>
    public AddressRow? Address(int nth) => Nth(_addresses, _ => true, address => address.IsPrimary, nth);

    /// <summary>Goes over the few there are twice rather than sort them, a million times over.</summary>
    private static T? Nth<T>(List<T> parts, Func<T, bool> isMeant, Func<T, bool> isFirst, int nth)
        where T : class
    {
        foreach (var first in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var part in parts)
            {
                if (isMeant(part) && isFirst(part) == first && nth-- == 0)
                {
                    return part;
                }
            }
        }

        return null;
    }
}

/// <summary>What is read of the customer's own row.</summary>
internal sealed record CustomerRow(
    Guid Id,
    long Version,
    CustomerKind Kind,
    string Name,
    string? GivenName,
    string? FamilyName,
    DateOnly? BirthDate
);

/// <summary>What is read of a contact point.</summary>
internal sealed record PointRow(Guid ParentId, ContactChannel Channel, string Text, bool IsPrimary);

/// <summary>What is read of an address.</summary>
internal sealed record AddressRow(
    Guid ParentId,
    string? Street,
    string? PostalCode,
    string? City,
    string? Country,
    bool IsPrimary
);
