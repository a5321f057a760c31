using System.Globalization;
using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.AttributeDefinitions;

/// <summary>Checks the custom attributes of a record against their definitions, and brings them into their typed columns and back.</summary>
internal static class AttributeRules
{
    public const int MaxTextLength = 400;

    public static Dictionary<string, JsonElement>? ToForm<TOwner>(IEnumerable<AttributeValue<TOwner>> values)
        where TOwner : Record
    {
        var form = values.OrderBy(value => value.Key, StringComparer.Ordinal).ToDictionary(value => value.Key, ToJson);
        return form.Count == 0 ? null : form;
    }

    public static async Task FillAsync<TOwner>(
        List<AttributeValue<TOwner>> values,
        IReadOnlyDictionary<string, JsonElement>? form,
        string? category,
        Work work,
        CancellationToken cancellationToken
    )
        where TOwner : Record
    {
        // Null takes a value away; a merge patch leaves it in the form for us to see.
        var given = form?.Where(pair => pair.Value.ValueKind != JsonValueKind.Null).ToList() ?? [];
        var definitions = await work.RememberAsync(
            typeof(AttributeDefinition),
            () => work.Query<AttributeDefinition>().AsNoTracking().ToListAsync(cancellationToken)
        );
        foreach (var name in form?.Keys ?? [])
        {
            if (!definitions.Exists(definition => definition.Key == name && definition.AppliesTo(category)))
            {
                throw Broken("unknown-attribute", name, $"There is no attribute '{name}' for category '{category}'.");
            }
        }

        if (
            definitions.Find(definition =>
                definition.IsRequired
                && definition.AppliesTo(category)
                && !given.Exists(pair => pair.Key == definition.Key)
            ) is
            { } missing
        )
        {
            throw Broken("attribute-required", missing.Key, $"The attribute '{missing.Key}' is required.");
        }

        Parts.SyncByKey(
            values,
            given,
            value => value.Key,
            pair => pair.Key,
            (value, pair) => Put(value, definitions.Find(definition => definition.Key == pair.Key)!, pair.Value)
        );
    }

    private static void Put<TOwner>(AttributeValue<TOwner> value, AttributeDefinition definition, JsonElement json)
        where TOwner : Record
    {
        value.Key = definition.Key;
        (value.Text, value.NumberUnits, value.Date, value.Flag) = (null, null, null, null);
        switch (definition.Type)
        {
            case AttributeValueType.Text when json.ValueKind == JsonValueKind.String:
                value.Text = Bounded(definition, json.GetString()!);
                break;
            case AttributeValueType.Choice
                when json.ValueKind == JsonValueKind.String && definition.OptionList.Contains(json.GetString()):
                value.Text = json.GetString();
                break;
            case AttributeValueType.Number
                when json.ValueKind == JsonValueKind.Number
                    && json.TryGetDecimal(out var number)
                    && Scaled.TryToUnits(number, Scaled.Scale, out var units) == ScaledResult.Exact:
                value.NumberUnits = units;
                break;
            case AttributeValueType.Date
                when json.ValueKind == JsonValueKind.String
                    && DateOnly.TryParseExact(
                        json.GetString(),
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        default,
                        out var date
                    ):
                value.Date = date;
                break;
            case AttributeValueType.Boolean when json.ValueKind is JsonValueKind.True or JsonValueKind.False:
                value.Flag = json.GetBoolean();
                break;
            default:
                throw Broken(
                    "attribute-type",
                    definition.Key,
                    $"The attribute '{definition.Key}' must be {Expected(definition)}."
                );
        }
    }

    private static string Bounded(AttributeDefinition definition, string text) =>
        text.Length <= MaxTextLength
            ? text
            : throw Broken(
                "too-long",
                definition.Key,
                $"The attribute '{definition.Key}' has {MaxTextLength} characters at most."
            );

    private static string Expected(AttributeDefinition definition) =>
        definition.Type switch
        {
            AttributeValueType.Text => "a text",
            AttributeValueType.Choice => $"one of {string.Join(", ", definition.OptionList)}",
            AttributeValueType.Number => "a number with at most 4 decimals",
            AttributeValueType.Date => "a date such as 2026-01-31",
            AttributeValueType.Boolean => "true or false",
        };

    private static JsonElement ToJson<TOwner>(AttributeValue<TOwner> value)
        where TOwner : Record =>
        value switch
        {
            { Text: { } text } => JsonSerializer.SerializeToElement(text),
            { NumberUnits: { } units } => JsonSerializer.SerializeToElement(Scaled.FromUnits(units)),
            { Date: { } date } => JsonSerializer.SerializeToElement(date),
            { Flag: { } flag } => JsonSerializer.SerializeToElement(flag),
            _ => JsonSerializer.SerializeToElement<string?>(null),
        };

    private static RuleBroken Broken(string code, string key, string message) =>
        RuleBroken.Invalid(code, message, $"/attributes/{JsonMistakes.Escape(key)}");
}
