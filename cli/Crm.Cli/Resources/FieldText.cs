using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Contracts;

namespace Crm.Cli.Resources;

/// <summary>Turns what was typed for a field into the JSON the contract wants.</summary>
internal static class FieldText
{
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private const int CurrencyLength = 3;

    /// <summary>The value, or nothing when the text is no such value.</summary>
    public static JsonNode? Parse(FieldKind kind, string text) =>
        kind switch
        {
            FieldKind.Text => JsonValue.Create(text),
            FieldKind.Integer => long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var whole
            )
                ? JsonValue.Create(whole)
                : null,
            FieldKind.Number => decimal.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number)
                ? JsonValue.Create(number)
                : null,
            FieldKind.Boolean => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null,
            FieldKind.Money => Money(text),
            FieldKind.Nested => null,
        };

    public static string Expectation(FieldKind kind) =>
        kind switch
        {
            FieldKind.Text => "text",
            FieldKind.Integer => "a whole number",
            FieldKind.Number => "a number such as 12.5",
            FieldKind.Boolean => "true or false",
            FieldKind.Money => "an amount and a currency, such as \"12.50 EUR\"",
            FieldKind.Nested => "JSON; give it with --set name:=JSON",
        };

    private static JsonObject? Money(string text)
    {
        var amount = text.Length > CurrencyLength ? text[..^CurrencyLength].TrimEnd() : "";
        var currency = text[^Math.Min(CurrencyLength, text.Length)..];
        return
            decimal.TryParse(amount, Decimal, CultureInfo.InvariantCulture, out _)
            && currency.All(char.IsAsciiLetterUpper)
            ? new JsonObject { ["amount"] = amount, ["currency"] = currency }
            : null;
    }
}
