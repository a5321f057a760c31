using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crm.Benchmarks;

/// <summary>A customer as the contract writes it, in the order of its fields; what the floor reads, stores and answers.</summary>
internal sealed class CustomerRow
{
    public Guid Id { get; set; }
    public string? Number { get; set; }
    public string? Kind { get; set; }
    public string? Name { get; set; }

    [JsonIgnore]
    public string? NameSort { get; set; }

    public string? Title { get; set; }
    public string? GivenName { get; set; }
    public string? MiddleName { get; set; }
    public string? FamilyName { get; set; }
    public string? Category { get; set; }
    public string? LifecycleStage { get; set; }
    public Guid? OwnerId { get; set; }
    public Guid? ParentId { get; set; }
    public string? Source { get; set; }
    public string? Language { get; set; }
    public string? TimeZone { get; set; }
    public string? BirthDate { get; set; }
    public string? Description { get; set; }
    public List<ContactPointRow>? ContactPoints { get; set; }
    public List<AddressRow>? Addresses { get; set; }
    public List<ExternalIdRow>? ExternalIds { get; set; }
    public List<string>? Tags { get; set; }
    public Dictionary<string, JsonElement>? Attributes { get; set; }
    public string? Etag { get; set; }
    public DateTime CreateTime { get; set; }
    public DateTime UpdateTime { get; set; }
    public DateTime? DeleteTime { get; set; }
    public DateTime? PurgeTime { get; set; }
}

/// <summary>A way to reach the customer.</summary>
internal sealed class ContactPointRow
{
    public string? Channel { get; set; }
    public string? Value { get; set; }
    public string? Normalized { get; set; }
    public string? Label { get; set; }
    public bool IsPrimary { get; set; }
    public bool? IsValid { get; set; }
    public DateTime? VerifyTime { get; set; }
}

/// <summary>A place of the customer.</summary>
internal sealed class AddressRow
{
    public string? Kind { get; set; }
    public string? Street { get; set; }
    public string? Extra { get; set; }
    public string? PostalCode { get; set; }
    public string? City { get; set; }
    public string? Region { get; set; }
    public string? Country { get; set; }
    public bool IsPrimary { get; set; }
    public bool? IsValid { get; set; }
}

/// <summary>What another system calls the customer.</summary>
internal sealed class ExternalIdRow
{
    public string? System { get; set; }
    public string? Value { get; set; }
}

/// <summary>A page of customers.</summary>
internal sealed class CustomerPage
{
    public required List<CustomerRow> Items { get; init; }
    public string? NextPageToken { get; init; }
}

/// <summary>Reads and writes all of it without reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CustomerRow))]
[JsonSerializable(typeof(CustomerPage))]
internal sealed partial class CustomerJson : JsonSerializerContext;
