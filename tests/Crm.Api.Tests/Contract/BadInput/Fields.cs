using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract.BadInput;

/// <summary>A request body that is wrong at one place.</summary>
/// <param name="Text">The body.</param>
/// <param name="Pointer">The field to blame; null where there is none.</param>
/// <param name="What">What is wrong with it, for whoever reads the failure.</param>
internal sealed record WrongBody(string Text, string? Pointer, string What);

/// <summary>Spoils the fields of a body one by one, in every way its schema forbids.</summary>
internal sealed class Fields(ContractDocument contract, JsonObject good)
{
    private const int MaxDepth = 3;
    private const int LongestText = 200_000;
    private const int MostItems = 1000;
    private const string Marker = "\"@@raw@@\"";

    public IEnumerable<WrongBody> Spoiled(JsonNode schema) => Object(contract.Schema(schema), good, "", 0);

    public static string? TypeOf(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray several => several.Select(type => (string)type!).First(type => type != "null"),
            JsonValue one => (string)one!,
            _ => null,
        };

    private IEnumerable<WrongBody> Object(JsonObject schema, JsonObject place, string pointer, int depth)
    {
        if (schema["properties"] is not JsonObject fields)
        {
            yield break;
        }

        if (schema["additionalProperties"] is JsonValue)
        {
            yield return With(place, "noSuchField", "1", $"{pointer}/noSuchField", "an unknown field");
        }

        var required = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet();
        foreach (var (name, field) in fields)
        {
            var inside = $"{pointer}/{name}";
            if ((int?)schema["minProperties"] == 1)
            {
                LeaveOnly(name, fields, place);
            }

            if (required.Contains(name))
            {
                yield return Without(place, name, inside);
                yield return With(place, name, "null", inside, "null for a required field");
            }

            foreach (var wrong in Field(contract.Schema(field!), place, name, inside, depth))
            {
                yield return wrong;
            }
        }
    }

    private IEnumerable<WrongBody> Field(JsonObject schema, JsonObject place, string name, string pointer, int depth)
    {
        foreach (var (raw, what) in WrongValues(schema))
        {
            yield return With(place, name, raw, pointer, what);
        }

        if (depth == MaxDepth)
        {
            yield break;
        }

        var before = place[name]?.DeepClone();
        if (HasFields(schema))
        {
            var inner = SampleValues.Of(contract, schema).AsObject();
            place[name] = inner;
            foreach (var wrong in Object(schema, inner, pointer, depth + 1))
            {
                yield return wrong;
            }
        }
        else if (schema["items"] is { } items)
        {
            yield return With(place, name, "[null]", $"{pointer}/0", "null in a list");
            var item = contract.Schema(items);
            if ((int?)schema["maxItems"] is { } most and < MostItems)
            {
                var value = SampleValues.Of(contract, item).ToJsonString();
                yield return With(
                    place,
                    name,
                    $"[{string.Join(',', Enumerable.Repeat(value, most + 1))}]",
                    pointer,
                    "too many items"
                );
            }

            if (HasFields(item))
            {
                var inner = SampleValues.Of(contract, item).AsObject();
                place[name] = new JsonArray(inner);
                foreach (var wrong in Object(item, inner, $"{pointer}/0", depth + 1))
                {
                    yield return wrong;
                }
            }
            else
            {
                foreach (var (raw, what) in WrongValues(item))
                {
                    yield return With(place, name, $"[{raw}]", $"{pointer}/0", what);
                }
            }
        }

        Restore(place, name, before);
    }

    /// <summary>What may not stand where a schema asks for something, as JSON text.</summary>
    private static IEnumerable<(string Raw, string What)> WrongValues(JsonObject schema)
    {
        switch (TypeOf(schema))
        {
            case "string" when schema["enum"] is not null:
                return
                [
                    ("99", "a number for a word"),
                    ("\"noSuchWord\"", "an unknown word"),
                    ("\"\"", "an empty word"),
                ];
            case "string":
                return
                [
                    ("12345", "a number for a text"),
                    ("{}", "an object for a text"),
                    ("\"a\\u0000b\"", "U+0000"),
                    ("\"a\\ud800b\"", "half a surrogate pair"),
                    .. TooLong(schema),
                    .. WrongFormat((string?)schema["format"]),
                ];
            case "integer":
                return
                [
                    ("\"1\"", "a text for a number"),
                    ("1.5", "a fraction"),
                    ("1e400", "a number beyond all bounds"),
                    ("99999999999999999999", "a number beyond 64 bits"),
                ];
            case "number":
                return [("\"1\"", "a text for a number"), ("1e400", "a number beyond all bounds")];
            case "boolean":
                return [("\"yes\"", "a text for a truth value"), ("1", "a number for a truth value")];
            case "object" when IsMoney(schema):
                return
                [
                    ("12.5", "a number for money"),
                    ("{\"amount\":12.5,\"currency\":\"EUR\"}", "a number for an amount"),
                    ("{\"amount\":\"1.23456\",\"currency\":\"EUR\"}", "an amount with too many decimals"),
                    ("{\"amount\":\"9999999999999\",\"currency\":\"EUR\"}", "an amount beyond all bounds"),
                    ("{\"amount\":\"12.50\",\"currency\":\"XQX\"}", "an unknown currency"),
                    ("{\"amount\":\"12.50\",\"currency\":null}", "a null currency"),
                    ("{\"amount\":\"12.50\",\"currency\":\"EUR\",\"more\":1}", "money with more to it"),
                ];
            case "array" or "object":
                return [("\"text\"", "a text for something composed"), ("7", "a number for something composed")];
            default:
                return [];
        }
    }

    private static IEnumerable<(string, string)> TooLong(JsonObject schema) =>
        (int?)schema["maxLength"] is { } most and < LongestText
            ? [($"\"{new string('x', most + 1)}\"", $"{most + 1} characters")]
            : [];

    private static IEnumerable<(string, string)> WrongFormat(string? format) =>
        format switch
        {
            "date" =>
            [
                ("\"2026-02-30\"", "a day that never comes"),
                ("\"10000-01-01\"", "a date beyond the calendar"),
                ("\"31.01.2026\"", "a date of another form"),
            ],
            "date-time" =>
            [
                ("\"2026-01-31T09:30:00\"", "a time without an offset"),
                ("\"2026-02-30T09:30:00Z\"", "a day that never comes"),
                ("\"10000-01-01T00:00:00Z\"", "a time beyond the calendar"),
            ],
            "uuid" => [("\"no-uuid\"", "no UUID")],
            _ => [],
        };

    /// <summary>Money is one value made of two, and to blame as one.</summary>
    private static bool IsMoney(JsonObject schema) =>
        schema["properties"] is JsonObject { Count: 2 } fields
        && fields.ContainsKey("amount")
        && fields.ContainsKey("currency");

    private static bool HasFields(JsonObject schema) =>
        TypeOf(schema) == "object" && schema["properties"] is not null && !IsMoney(schema);

    /// <summary>Of members of which there is to be one, the others are null, so that a patch takes them out as well.</summary>
    private void LeaveOnly(string name, JsonObject fields, JsonObject place)
    {
        foreach (var (other, field) in fields)
        {
            place[other] = other == name ? SampleValues.Of(contract, contract.Schema(field!)) : null;
        }
    }

    private WrongBody Without(JsonObject place, string name, string pointer)
    {
        var before = place[name]?.DeepClone();
        place.Remove(name);
        var wrong = new WrongBody(good.ToJsonString(), pointer, "a required field left out");
        Restore(place, name, before);
        return wrong;
    }

    private WrongBody With(JsonObject place, string name, string raw, string pointer, string what)
    {
        var before = place[name]?.DeepClone();
        place[name] = JsonNode.Parse(Marker);
        var text = good.ToJsonString().Replace(Marker, raw, StringComparison.Ordinal);
        Restore(place, name, before);
        return new WrongBody(text, pointer, what);
    }

    private static void Restore(JsonObject place, string name, JsonNode? before)
    {
        if (before is null)
        {
            place.Remove(name);
        }
        else
        {
            place[name] = before;
        }
    }
}
