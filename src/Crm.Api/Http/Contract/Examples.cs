using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Puts together an example for each body from the examples of its fields.</summary>
internal static class Examples
{
    private const int MaxDepth = 5;

    public static void Add(OpenApiDocument document)
    {
        foreach (
            var operation in document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(pair => pair.Value)
        )
        {
            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
            {
                AddTo(media);
            }

            foreach (var media in operation.Responses?.Values.SelectMany(answer => answer.Content?.Values ?? []) ?? [])
            {
                AddTo(media);
            }
        }
    }

    private static void AddTo(OpenApiMediaType media)
    {
        if (media is OpenApiMediaType { Example: null, Schema: { } schema } target)
        {
            target.Example = Of(schema, depth: 0);
        }
    }

    private static JsonNode? Of(IOpenApiSchema schema, int depth)
    {
        if (schema.Examples is [{ } given, ..])
        {
            return given.DeepClone();
        }

        if (
            schema.OneOf?.Concat(schema.AnyOf ?? []).FirstOrDefault(option => option.Type != JsonSchemaType.Null) is
            { } choice
        )
        {
            return Of(choice, depth);
        }

        return schema.Properties is { Count: > 0 } members ? Composed(schema, members, depth)
            : schema.Type is { } type && type.HasFlag(JsonSchemaType.Array) && schema.Items is { } items
                ? Of(items, depth + 1) is { } item ? new JsonArray(item)
                    : null
            : null;
    }

    private static JsonObject? Composed(IOpenApiSchema schema, IDictionary<string, IOpenApiSchema> members, int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        var example = new JsonObject();
        foreach (var (name, member) in members)
        {
            var value = Of(member, depth + 1) ?? (schema.Required?.Contains(name) == true ? Fallback(member) : null);
            if (value is not null)
            {
                example[name] = value;
            }
        }

        return example;
    }

    /// <summary>A required field without an example of its own.</summary>
    private static JsonNode? Fallback(IOpenApiSchema schema) =>
        schema switch
        {
            { Enum: [{ } first, ..] } => first.DeepClone(),
            { Format: "uuid" } => "019b76da-a800-7000-8000-000000000001",
            { Format: "date-time" } => "2026-01-31T09:30:00Z",
            { Type: { } type } when type.HasFlag(JsonSchemaType.Boolean) => false,
            { Type: { } type } when type.HasFlag(JsonSchemaType.Integer) => 1,
            { Type: { } type } when type.HasFlag(JsonSchemaType.Array) => new JsonArray(),
            _ => "text",
        };
}
