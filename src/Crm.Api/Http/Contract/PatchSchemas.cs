using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>A merge patch has the form's fields, none of them required: <c>CustomerForm</c> → <c>CustomerPatch</c>.</summary>
internal static class PatchSchemas
{
    public static void Add(OpenApiDocument document)
    {
        foreach (var body in document.Operations().Select(operation => operation.RequestBody?.Content))
        {
            if (body?.ContainsKey(BodyReader.MergePatchType) == true)
            {
                Rewrite(document, body.Values);
            }
        }
    }

    private static void Rewrite(OpenApiDocument document, IEnumerable<OpenApiMediaType> contents)
    {
        foreach (var media in contents)
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
