namespace Crm.Api.Campaigns.Planning;

/// <summary>A customer of the audience, with what deciding about its messages asks for.</summary>
internal sealed class Recipient
{
    public required Guid CustomerId { get; init; }

    public required long Version { get; init; }

    public required string? TimeZone { get; init; }

    public required DateOnly? BirthDate { get; init; }

    /// <summary>Where messages go: the best address of the channel; null when there is none, or none that works.</summary>
    public OutreachPlace? Place { get; set; }

    /// <summary>True when there are addresses, but none that is valid.</summary>
    public bool HasInvalidPlace { get; set; }

    /// <summary>What the customer had of this campaign.</summary>
    public List<PastMessage> Past { get; } = [];

    /// <summary>The customer's dates of custom attributes that steps reckon from; null when none does.</summary>
    public Dictionary<string, DateOnly>? Dates { get; set; }

    /// <summary>Steps whose own filter the customer fits; null when no step has one.</summary>
    public HashSet<int>? FittingSteps { get; set; }

    public DateOnly? DateOf(string field) =>
        field == CustomerDates.BirthDate ? BirthDate
        : Dates is not null && Dates.TryGetValue(field, out var date) ? date
        : null;
}

/// <summary>An address of a channel.</summary>
/// <param name="Address">As it is used.</param>
/// <param name="Key">Its identity form.</param>
internal sealed record OutreachPlace(string Address, string Key);
