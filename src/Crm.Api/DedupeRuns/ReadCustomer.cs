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

/// <summary>What is read of a relationship with an employer.</summary>
internal sealed record EmployerRow(Guid PersonId, string Name);
