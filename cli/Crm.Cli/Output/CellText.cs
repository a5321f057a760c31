using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Crm.Cli.Output;

/// <summary>A JSON value as the text of one cell.</summary>
internal static partial class CellText
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
    public static string ForTerminal(JsonNode? value) => Printable(Of(value));

    /// <summary>The same in the lines it has.</summary>
    public static string InLines(JsonNode? value) =>
        string.Join('\n', Of(value).TrimEnd().Split('\n').Select(Printable));

    /// <summary>The same for a glance: moments without what is smaller than a second.</summary>
    public static string ForPeople(JsonNode? value)
    {
        var text = ForTerminal(value);
        return Moment().Match(text) is { Success: true } moment ? moment.Result("${date} ${time}Z") : text;
    }

    public static string Printable(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    public static bool IsMoney(JsonObject value) =>
        value.Count == 2 && value.ContainsKey("amount") && value.ContainsKey("currency");

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)T(?<time>\d\d:\d\d:\d\d)(\.\d+)?Z$", RegexOptions.ExplicitCapture)]
    private static partial Regex Moment();
}
