using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>A merge patch has the form's fields, none of them required: <c>CustomerForm</c> → <c>CustomerPatch</c>.</summary>
internal static class PatchSchemas
{
    public static void Add(OpenApiDocument document)
    {
        foreach (
            var operation in document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(pair => pair.Value)
        )
        {
            foreach (var content in operation.RequestBody?.Content?.Where(IsMergePatch) ?? [])
            {
                _ = content;
                Rewrite(document, operation.RequestBody!);
            }
        }
    }

    private static bool IsMergePatch(KeyValuePair<string, OpenApiMediaType> content) =>
        content.Key == BodyReader.MergePatchType;

    private static void Rewrite(OpenApiDocument document, IOpenApiRequestBody body)
    {
        foreach (var media in body.Content!.Values.OfType<OpenApiMediaType>())
        {
            if (media.Schema is not OpenApiSchemaReference { Reference.Id: { } id })
            {
                continue;
            }

            var name = id.Replace("Form", "Patch", StringComparison.Ordinal);
            if (!document.Components!.Schemas!.ContainsKey(name))
            {
                var patch = (OpenApiSchema)((OpenApiSchema)document.Components.Schemas[id]).CreateShallowCopy();
                patch.Required = new HashSet<string>();
                document.AddComponent(name, patch);
            }

            media.Schema = new OpenApiSchemaReference(name, document);
        }
    }
}
