using Crm.Api.Kernel;

namespace Crm.Api.Customers;

/// <summary>A place where a customer lives, works or wants things sent.</summary>
internal sealed class Address : ListedPart
{
    public AddressKind Kind { get; set; }

    public string? Street { get; set; }

    public string? Extra { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public string? Country { get; set; }

    public bool IsPrimary { get; set; }

    /// <summary>False once something sent there came back; null: nobody knows.</summary>
    public bool? IsValid { get; set; }
}

/// <summary>What an address is for.</summary>
internal enum AddressKind
{
    Main,
    Home,
    Work,
    Billing,
    Shipping,
    Other,
}
