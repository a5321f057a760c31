using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Crm.Api.Tests.Contract;

/// <summary>Says where a value breaks its schema; knows the part of JSON Schema that the contract uses.</summary>
internal sealed class SchemaCheck(ContractDocument document)
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public IReadOnlyList<string> Mistakes(JsonNode? value, JsonNode schema) => [.. Check(value, schema, "")];

    private IEnumerable<string> Check(JsonNode? value, JsonNode schemaNode, string place)
    {
        var schema = document.Resolve(schemaNode);
        if (schema["oneOf"] is JsonArray options)
        {
            return options.Count(option => !Check(value, option!, place).Any()) == 1
                ? []
                : [$"{place}: not exactly one of the options"];
        }

        var kind = KindOf(value);
        var types = TypesOf(schema);
        if (types.Count > 0 && !types.Contains(kind) && !(kind == "integer" && types.Contains("number")))
        {
            return [$"{place}: {kind} where {string.Join(" or ", types)} is expected"];
        }

        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            return [$"{place}: {value} is none of {words.ToJsonString()}"];
        }

        return value switch
        {
            JsonObject record => CheckObject(record, schema, place),
            JsonArray list => CheckList(list, schema, place),
            null => [],
            _ => kind == "string" ? CheckText((string)value!, schema, place) : CheckNumber(value, kind, schema, place),
        };
    }

    private IEnumerable<string> CheckObject(JsonObject record, JsonObject schema, string place)
    {
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            if (!record.ContainsKey((string)required!))
            {
                yield return $"{place}: '{required}' is missing";
            }
        }

        foreach (var (name, value) in record)
        {
            if (schema["properties"]?[name] is { } field)
            {
                foreach (var mistake in Check(value, field, $"{place}/{name}"))
                {
                    yield return mistake;
                }
            }
            else if (schema["additionalProperties"] is JsonValue open && !open.GetValue<bool>())
            {
                yield return $"{place}: there is no '{name}'";
            }
        }
    }

    private IEnumerable<string> CheckList(JsonArray list, JsonObject schema, string place)
    {
        if (list.Count < (int?)schema["minItems"] || list.Count > (int?)schema["maxItems"])
        {
            yield return $"{place}: {list.Count} items";
        }

        for (var index = 0; schema["items"] is { } items && index < list.Count; index++)
        {
            foreach (var mistake in Check(list[index], items, $"{place}/{index}"))
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<string> CheckText(string text, JsonObject schema, string place)
    {
        if (text.Length < (int?)schema["minLength"] || text.Length > (int?)schema["maxLength"])
        {
            yield return $"{place}: {text.Length} characters";
        }

        if (
            (string?)schema["pattern"] is { } pattern
            && !Regex.IsMatch(text, pattern, RegexOptions.None, PatternTimeout)
        )
        {
            yield return $"{place}: '{text}' does not match {pattern}";
        }

        var isRight = (string?)schema["format"] switch
        {
            "uuid" => Guid.TryParseExact(text, "D", out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _),
            "date-time" => text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => true,
        };
        if (!isRight)
        {
            yield return $"{place}: '{text}' is no {schema["format"]}";
        }
    }

    private static IEnumerable<string> CheckNumber(JsonNode value, string kind, JsonObject schema, string place)
    {
        if (kind is "boolean")
        {
            yield break;
        }

        var number = decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (number < Limit(schema["minimum"]) || number > Limit(schema["maximum"]))
        {
            yield return $"{place}: {number} is out of range";
        }
    }

    private static decimal? Limit(JsonNode? limit) =>
        limit is null ? null : (decimal)double.Parse(limit.ToJsonString(), CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> TypesOf(JsonObject schema) =>
        schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => (string)type!)],
            JsonValue one => [(string)one!],
            _ => [],
        };

    private static string KindOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        };
}
