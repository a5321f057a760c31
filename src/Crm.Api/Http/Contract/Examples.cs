using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Puts together an example for each body from the examples of its fields.</summary>
internal static class Examples
{
    private const int MaxDepth = 5;

    public static void Add(OpenApiDocument document)
    {
        foreach (var operation in document.Operations())
        {
            var bodies = operation.RequestBody?.Content?.Values ?? [];
            var answers = operation
                .Answers()
                .OfType<OpenApiResponse>()
                .SelectMany(answer => answer.Content?.Values ?? []);
            foreach (var media in bodies.Concat(answers))
            {
                media.Example ??= media.Schema is { } schema ? Of(schema) : null;
            }
        }
    }

    public static JsonNode? Of(IOpenApiSchema schema) => Of(schema, depth: 0) ?? Fallback(schema);

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
            : IsOf(schema, JsonSchemaType.Array) && schema.Items is { } items ? ListOf(schema, items, depth)
            : null;
    }

    private static JsonArray? ListOf(IOpenApiSchema schema, IOpenApiSchema items, int depth) =>
        (Of(items, depth + 1) ?? (schema.MinItems > 0 ? Fallback(items) : null)) is { } item
            ? new JsonArray([.. Enumerable.Range(0, Math.Max(1, schema.MinItems ?? 0)).Select(_ => item.DeepClone())])
            : null;

    private static JsonObject? Composed(IOpenApiSchema schema, IDictionary<string, IOpenApiSchema> members, int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        var example = new JsonObject();
        foreach (var (name, member) in members)
        {
            if (IsRecord(schema) && IsRecord(member))
            {
                // Only there when expanded.
                continue;
            }

            var value = Of(member, depth + 1) ?? (schema.Required?.Contains(name) == true ? Fallback(member) : null);
            if (value is not null)
            {
                example[name] = value;
            }
        }

        return example;
    }

    /// <summary>A required field without an example of its own.</summary>
    private static JsonNode Fallback(IOpenApiSchema schema) =>
        schema switch
        {
            { Enum: [{ } first, ..] } => first.DeepClone(),
            { Format: "uuid" } => "019b76da-a800-7000-8000-000000000001",
            { Format: "date" } => "2026-01-31",
            { Format: "date-time" } => "2026-01-31T09:30:00Z",
            _ when IsOf(schema, JsonSchemaType.Boolean) => false,
            _ when IsOf(schema, JsonSchemaType.Integer) || IsOf(schema, JsonSchemaType.Number) => 1,
            _ when IsOf(schema, JsonSchemaType.Array) => new JsonArray(),
            _ when IsOf(schema, JsonSchemaType.Object) => new JsonObject(),
            _ => "text",
        };

    private static bool IsRecord(IOpenApiSchema schema) => schema.Field("etag") is not null;

    private static bool IsOf(IOpenApiSchema schema, JsonSchemaType type) => schema.Type?.HasFlag(type) == true;
}
