namespace Crm.Cli.Seeding.Duplicates;

/// <summary>What tells a made-up customer, of which the true identity is known, from others. Empty is what nobody knows.</summary>
internal sealed record MadeCustomer
{
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
    public string Region { get; init; } = "";
    public string Country { get; init; } = "";
    public string BirthDate { get; init; } = "";
    public string TaxId { get; init; } = "";

    /// <summary>What makes a copy another than the original.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    public bool IsPerson => FamilyName.Length > 0;
}
