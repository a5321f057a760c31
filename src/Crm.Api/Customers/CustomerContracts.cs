using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Users;

namespace Crm.Api.Customers;

/// <summary>A person or an organisation, as it is written.</summary>
internal sealed class CustomerForm
{
    [Required]
    [Example("organization")]
    public CustomerKind? Kind { get; init; }

    /// <summary>The whole name. A person's may be left out when given or family name are there.</summary>
    [StringLength(200)]
    [Example("Acme Corporation")]
    public string? Name { get; init; }

    /// <summary>Such as Dr. or 教授; persons only.</summary>
    [StringLength(40)]
    public string? Title { get; init; }

    /// <summary>Persons only.</summary>
    [StringLength(100)]
    public string? GivenName { get; init; }

    /// <summary>Persons only.</summary>
    [StringLength(100)]
    public string? MiddleName { get; init; }

    /// <summary>Persons only.</summary>
    [StringLength(100)]
    public string? FamilyName { get; init; }

    /// <summary>The class of customer, which decides over the custom attributes.</summary>
    [StringLength(60)]
    [Example("account")]
    public string? Category { get; init; }

    /// <summary><c>lead</c> unless given.</summary>
    [Example("customer")]
    public LifecycleStage? LifecycleStage { get; init; }

    /// <summary>The user who looks after the customer.</summary>
    [RefersTo("users")]
    public Guid? OwnerId { get; init; }

    /// <summary>The organisation this organisation belongs to; never in a circle.</summary>
    [RefersTo("customers")]
    public Guid? ParentId { get; init; }

    /// <summary>Where we know the customer from.</summary>
    [StringLength(60)]
    [Example("trade fair")]
    public string? Source { get; init; }

    /// <summary>BCP 47.</summary>
    [StringLength(35)]
    [LanguageTag]
    [Example("en")]
    public string? Language { get; init; }

    /// <summary>IANA.</summary>
    [StringLength(60)]
    [IanaTimeZone]
    [Example("America/New_York")]
    public string? TimeZone { get; init; }

    /// <summary>A person's birthday, an organisation's founding.</summary>
    [Example("1996-04-01")]
    public DateOnly? BirthDate { get; init; }

    [StringLength(4000)]
    public string? Description { get; init; }

    /// <summary>One per channel may be primary.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ContactPointForm>? ContactPoints { get; init; }

    [MaxLength(50)]
    public IReadOnlyList<AddressForm>? Addresses { get; init; }

    /// <summary>What other systems call this customer; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }

    [MaxLength(100)]
    [ItemLength(60)]
    [Example("vip")]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Custom attributes by key, as the attribute definitions say.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}

/// <summary>A way to reach the customer.</summary>
internal sealed class ContactPointForm
{
    [Required]
    [Example("email")]
    public ContactChannel? Channel { get; init; }

    /// <summary>As people write it.</summary>
    [Required]
    [StringLength(320)]
    [Example("info@acme.example")]
    public string? Value { get; init; }

    /// <summary>Such as home or switchboard.</summary>
    [StringLength(60)]
    public string? Label { get; init; }

    /// <summary>The one to use first on its channel.</summary>
    [Example(true)]
    public bool IsPrimary { get; init; }

    /// <summary>False once something sent there came back; absent: nobody knows.</summary>
    public bool? IsValid { get; init; }

    /// <summary>When the customer was seen to answer there.</summary>
    public DateTimeOffset? VerifyTime { get; init; }
}

/// <summary>A place where the customer lives, works or wants things sent.</summary>
internal sealed class AddressForm
{
    /// <summary><c>main</c> unless given.</summary>
    [Example("main")]
    public AddressKind? Kind { get; init; }

    [StringLength(200)]
    [Example("100 Main Street")]
    public string? Street { get; init; }

    [StringLength(200)]
    public string? Extra { get; init; }

    [StringLength(20)]
    [Example("10001")]
    public string? PostalCode { get; init; }

    [StringLength(100)]
    [Example("New York")]
    public string? City { get; init; }

    [StringLength(100)]
    public string? Region { get; init; }

    /// <summary>ISO 3166 alpha-2.</summary>
    [CountryCode]
    [Example("US")]
    public string? Country { get; init; }

    public bool IsPrimary { get; init; }

    /// <summary>False once something sent there came back; absent: nobody knows.</summary>
    public bool? IsValid { get; init; }
}

/// <summary>A person or an organisation.</summary>
internal sealed class CustomerResponse : RecordResponse, IMayBeDuplicate
{
    [Required]
    [Example("CU-000001")]
    public required string Number { get; init; }

    [Required]
    [Example("organization")]
    public required CustomerKind Kind { get; init; }

    [Required]
    [Example("Acme Corporation")]
    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? GivenName { get; init; }

    public string? MiddleName { get; init; }

    public string? FamilyName { get; init; }

    [Example("account")]
    public string? Category { get; init; }

    [Required]
    [Example("customer")]
    public required LifecycleStage LifecycleStage { get; init; }

    public Guid? OwnerId { get; init; }

    public Guid? ParentId { get; init; }

    [Example("trade fair")]
    public string? Source { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    [Example("1996-04-01")]
    public DateOnly? BirthDate { get; init; }

    public string? Description { get; init; }

    /// <summary>The customer that this one turned out to be the same as; it is read and changed there.</summary>
    public Guid? MergedInto { get; init; }

    public IReadOnlyList<ContactPointResponse>? ContactPoints { get; init; }

    public IReadOnlyList<AddressForm>? Addresses { get; init; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>The user who looks after it, when expanded.</summary>
    public UserResponse? Owner { get; set; }

    /// <summary>The organisation it belongs to, when expanded.</summary>
    public CustomerResponse? Parent { get; set; }

    /// <summary>Other customers that this one may be, the surest first; only where it was created or updated with <c>duplicates=warn</c>.</summary>
    [OnlyWhenWritten]
    public IReadOnlyList<PossibleDuplicate>? PossibleDuplicates { get; set; }
}

/// <summary>A way to reach the customer.</summary>
internal sealed class ContactPointResponse
{
    [Required]
    [Example("email")]
    public required ContactChannel Channel { get; init; }

    [Required]
    [Example("info@acme.example")]
    public required string Value { get; init; }

    /// <summary>The identity form by which it is found; absent when it has none.</summary>
    [Example("info@acme.example")]
    public string? Normalized { get; init; }

    public string? Label { get; init; }

    [Required]
    public required bool IsPrimary { get; init; }

    public bool? IsValid { get; init; }

    public DateTimeOffset? VerifyTime { get; init; }
}
