using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>
/// A merge patch has the form's fields, none of them required: <c>CustomerForm</c> → <c>CustomerPatch</c>. So has a choice within it, whose
/// members are merged, and the former one of which the patch has to clear.
/// </summary>
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
            if (media.Schema is OpenApiSchemaReference { Reference.Id: { } id })
            {
                media.Schema = PatchOf(document, id);
            }
        }
    }

    private static OpenApiSchemaReference PatchOf(OpenApiDocument document, string id)
    {
        var name = id.EndsWith("Form", StringComparison.Ordinal) ? $"{id[..^"Form".Length]}Patch" : $"{id}Patch";
        if (!document.Components!.Schemas!.ContainsKey(name))
        {
            var form = (OpenApiSchema)document.Components.Schemas[id];
            var patch = (OpenApiSchema)form.CreateShallowCopy();
            patch.Required = new HashSet<string>();
            patch.MaxProperties = null;
            patch.Properties = patch.Properties?.ToDictionary(
                member => member.Key,
                member => Merged(document, member.Value, isOfChoice: IsChoice(form))
            );
            document.AddComponent(name, patch);
        }

        return new OpenApiSchemaReference(name, document);
    }

    private static IOpenApiSchema Merged(OpenApiDocument document, IOpenApiSchema member, bool isOfChoice)
    {
        switch (member)
        {
            case OpenApiSchema { OneOf: { Count: > 0 } options } nullable:
                var copy = (OpenApiSchema)nullable.CreateShallowCopy();
                copy.OneOf = [.. options.Select(option => Merged(document, option, isOfChoice))];
                return copy;
            case OpenApiSchemaReference { Reference.Id: { } id } reference
                when isOfChoice || IsChoice(document.Components!.Schemas![id]):
                var patch = PatchOf(document, id);
                patch.Description = reference.Description;
                return patch;
            default:
                return member;
        }
    }

    private static bool IsChoice(IOpenApiSchema schema) => schema.MaxProperties == 1;
}
