using System.Text.Json.Nodes;

namespace Crm.Api.Tests.Contract.BadInput;

/// <summary>Makes from a schema the smallest value that fits it.</summary>
internal static class SampleValues
{
    public static JsonNode Of(ContractDocument contract, JsonNode node)
    {
        var schema = contract.Schema(node);
        if (schema["examples"] is JsonArray { Count: > 0 } examples)
        {
            return examples[0]!.DeepClone();
        }

        if (schema["enum"] is JsonArray { Count: > 0 } words)
        {
            return words[0]!.DeepClone();
        }

        return Fields.TypeOf(schema) switch
        {
            "object" => ObjectOf(contract, schema),
            "array" => (int?)schema["minItems"] > 0 ? new JsonArray(Of(contract, schema["items"]!)) : new JsonArray(),
            "integer" or "number" => 1,
            "boolean" => false,
            _ => (string?)schema["format"] switch
            {
                "uuid" => "019b76da-a800-7000-8000-000000000001",
                "date" => "2026-01-31",
                "date-time" => "2026-01-31T09:30:00Z",
                _ => "text",
            },
        };
    }

    private static JsonObject ObjectOf(ContractDocument contract, JsonObject schema)
    {
        var value = new JsonObject();
        foreach (var name in (schema["required"]?.AsArray() ?? []).Select(name => (string)name!))
        {
            value[name] = Of(contract, schema["properties"]![name]!);
        }

        return value;
    }
}
