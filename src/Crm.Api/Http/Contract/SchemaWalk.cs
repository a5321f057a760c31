using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Finds the schemas of a document.</summary>
internal static class SchemaWalk
{
    /// <summary>Every schema that is written out somewhere; references are not followed.</summary>
    public static IEnumerable<OpenApiSchema> All(OpenApiDocument document) =>
        Roots(document).SelectMany(Within).OfType<OpenApiSchema>();

    /// <summary>The names of all schemas that a request can hold.</summary>
    public static HashSet<string> InRequests(OpenApiDocument document)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<IOpenApiSchema>(
            document
                .Operations()
                .SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])
                .Select(media => media.Schema)
                .OfType<IOpenApiSchema>()
        );
        while (open.TryDequeue(out var schema))
        {
            foreach (var reference in Within(schema).OfType<OpenApiSchemaReference>())
            {
                if (reference.Reference.Id is { } name && found.Add(name))
                {
                    open.Enqueue(document.Components!.Schemas![name]);
                }
            }
        }

        return found;
    }

    public static IEnumerable<OpenApiOperation> Operations(this OpenApiDocument document) =>
        document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(pair => pair.Value);

    /// <summary>What a body or an answer holds in one of its media types.</summary>
    public static OpenApiMediaType? In(this IDictionary<string, OpenApiMediaType>? content, string mediaType) =>
        content is not null && content.TryGetValue(mediaType, out var media) ? media : null;

    public static IOpenApiSchema? Field(this IOpenApiSchema? schema, string name) =>
        schema?.Properties is { } fields && fields.TryGetValue(name, out var field) ? field : null;

    public static IEnumerable<IOpenApiResponse> Answers(this OpenApiOperation operation) =>
        operation.Responses is { } answers ? answers.Values : [];

    private static IEnumerable<IOpenApiSchema> Roots(OpenApiDocument document)
    {
        IEnumerable<IOpenApiSchema?> inOperations = document
            .Operations()
            .SelectMany(operation =>
                (operation.Parameters ?? [])
                    .Select(parameter => parameter.Schema)
                    .Concat((operation.RequestBody?.Content?.Values ?? []).Select(media => media.Schema))
                    .Concat(operation.Answers().SelectMany(InAnswer))
            );
        return inOperations.Concat(document.Components?.Schemas?.Values ?? []).OfType<IOpenApiSchema>();
    }

    private static IEnumerable<IOpenApiSchema?> InAnswer(IOpenApiResponse answer) =>
        answer is OpenApiResponseReference ? [] : (answer.Content?.Values ?? []).Select(media => media.Schema);

    private static IEnumerable<IOpenApiSchema> Within(IOpenApiSchema schema)
    {
        yield return schema;
        if (schema is OpenApiSchemaReference)
        {
            yield break;
        }

        IEnumerable<IOpenApiSchema?> inner =
        [
            .. schema.Properties?.Values ?? [],
            .. schema.OneOf ?? [],
            .. schema.AnyOf ?? [],
            schema.Items,
            schema.AdditionalProperties,
        ];
        foreach (var deeper in inner.OfType<IOpenApiSchema>().SelectMany(Within))
        {
            yield return deeper;
        }
    }
}
