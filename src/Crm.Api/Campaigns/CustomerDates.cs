namespace Crm.Api.Campaigns;

/// <summary>What steps call the dates of a customer that they reckon from.</summary>
internal static class CustomerDates
{
    public const string BirthDate = "birthDate";

    private const string AttributePrefix = "attributes.";

    /// <summary>The custom attribute a field names; null when it names none.</summary>
    public static string? AttributeOf(string field) =>
        field.StartsWith(AttributePrefix, StringComparison.Ordinal) ? field[AttributePrefix.Length..] : null;
}
