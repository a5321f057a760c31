namespace Crm.Api.Campaigns.Planning;

/// <summary>A customer of the audience, with what deciding about its messages asks for.</summary>
internal sealed class Recipient
{
    private List<PastMessage>? _past;

    public required Guid CustomerId { get; init; }

    public required long Version { get; init; }

    /// <summary>Read only for a campaign that keeps quiet at times.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Read only for a campaign with a step that is due by it.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Where messages go: the best address of the channel in its identity form; null when there is none, or none that works.</summary>
    public string? AddressKey { get; set; }

    /// <summary>True when there are addresses, but none that is valid.</summary>
    public bool HasInvalidPlace { get; set; }

    /// <summary>What the customer had of this campaign.</summary>
    public IReadOnlyList<PastMessage> Past => _past ?? [];

    /// <summary>The customer's dates of custom attributes that steps reckon from; null when none does.</summary>
    public Dictionary<string, DateOnly>? Dates { get; set; }

    /// <summary>Steps, 1-based, that are only for some customers, and not for this one; null for none.</summary>
    public HashSet<int>? UnfitSteps { get; set; }

    public void Had(PastMessage message) => (_past ??= []).Add(message);

    /// <summary>Whether a step, 1-based, is for this customer.</summary>
    public bool Fits(int step) => UnfitSteps?.Contains(step) is not true;

    public DateOnly? DateOf(string field) =>
        field == CustomerDates.BirthDate ? BirthDate
        : Dates is not null && Dates.TryGetValue(field, out var date) ? date
        : null;
}
