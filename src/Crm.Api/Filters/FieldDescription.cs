namespace Crm.Api.Filters;

/// <summary>A field as the documentation shows it; values are the words of a choice.</summary>
internal sealed record FieldDescription(string Name, FieldType Type, bool IsSortable, IReadOnlyList<string> Values);
