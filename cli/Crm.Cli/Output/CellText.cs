using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crm.Cli.Output;

/// <summary>A JSON value as the text of one cell.</summary>
internal static class CellText
{
    public static string Of(JsonNode? value) =>
        value switch
        {
            null => "",
            JsonObject money when IsMoney(money) => $"{money["amount"]} {money["currency"]}",
            JsonArray list when list.All(item => item is null or JsonValue) => string.Join(", ", list.Select(Of)),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
            _ => JsonText.Compact(value),
        };

    /// <summary>The same without control characters: data must not steer the terminal.</summary>
    public static string ForTerminal(JsonNode? value) =>
        string.Concat(Of(value).Select(character => char.IsControl(character) ? ' ' : character));

    private static bool IsMoney(JsonObject value) =>
        value.Count == 2 && value.ContainsKey("amount") && value.ContainsKey("currency");
}
