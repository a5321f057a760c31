using System.Text.Json;

namespace Crm.Api.Templates.Rendering;

/// <summary>What a template can get at: texts, numbers, flags, days, lists and dictionaries of them, and nothing that has members of its own.</summary>
internal static class PlainValues
{
    public static IReadOnlyDictionary<string, object?>? Of(IReadOnlyDictionary<string, JsonElement>? json) =>
        json?.ToDictionary(pair => pair.Key, pair => Of(pair.Value), StringComparer.Ordinal);

    private static object? Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number => json.TryGetDecimal(out var number) ? number : json.GetRawText(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => json.EnumerateArray().Select(Of).ToList(),
            JsonValueKind.Object => json.EnumerateObject()
                .DistinctBy(member => member.Name)
                .ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal),
            _ => null,
        };
}
