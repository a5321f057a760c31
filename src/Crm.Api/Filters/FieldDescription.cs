namespace Crm.Api.Filters;

/// <summary>A field as the documentation shows it; values are the words of a choice.</summary>
internal sealed record FieldDescription(string Name, FieldType Type, bool IsSortable, IReadOnlyList<string> Values)
{
    /// <summary>What the name does not say.</summary>
    public string? Note { get; init; }
}
