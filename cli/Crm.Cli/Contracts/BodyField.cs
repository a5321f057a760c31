using System.Text.Json.Nodes;

namespace Crm.Cli.Contracts;

/// <summary>How the value of a field is written on the command line.</summary>
internal enum FieldKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Money,

    /// <summary>An object or a list of objects, which has no option of its own.</summary>
    Nested,
}

/// <summary>One field of a request, as the contract describes it.</summary>
internal sealed record BodyField(string Name, FieldKind Kind, bool IsList, bool IsRequired)
{
    public IReadOnlyList<string> Values { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>`givenName` is `--given-name`.</summary>
    public string OptionName =>
        "--"
        + string.Concat(
            Name.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{letter}")
        );

    public static BodyField From(string name, JsonNode? schema, bool isRequired, Func<JsonNode?, JsonNode?> resolve)
    {
        var isList = TypesOf(schema).Contains("array");
        var value = isList ? resolve(schema?["items"]) : schema;
        return new BodyField(name, KindOf(value), isList, isRequired)
        {
            Values = [.. (value?["enum"] as JsonArray ?? []).OfType<JsonValue>().Select(item => item.ToString())],
            Description = (string?)schema?["description"] ?? "",
        };
    }

    private static FieldKind KindOf(JsonNode? schema)
    {
        var types = TypesOf(schema);
        return types switch
        {
            _ when schema?["properties"] is JsonObject members && IsMoney(members) => FieldKind.Money,
            _ when types.Contains("integer") => FieldKind.Integer,
            _ when types.Contains("number") => FieldKind.Number,
            _ when types.Contains("boolean") => FieldKind.Boolean,
            _ when types.Contains("string") || schema?["enum"] is not null => FieldKind.Text,
            _ => FieldKind.Nested,
        };
    }

    private static bool IsMoney(JsonObject members) =>
        members.Count == 2 && members.ContainsKey("amount") && members.ContainsKey("currency");

    /// <summary>`type` is a word, or since OpenAPI 3.1 a list of words.</summary>
    private static IReadOnlyList<string> TypesOf(JsonNode? schema) =>
        schema?["type"] switch
        {
            JsonArray list => [.. list.Select(type => (string)type!)],
            JsonValue type => [(string)type!],
            _ => [],
        };
}
