using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>
/// Takes null out of the contract where it cannot be: from required fields, which are nullable in the code so that a missing one can
/// be named, and from answers, which leave out what is null.
/// </summary>
internal static class Nulls
{
    public static void Remove(OpenApiDocument document)
    {
        var sent = SchemaWalk.InRequests(document);
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            foreach (var field in schema.Properties?.Keys.ToList() ?? [])
            {
                if (!sent.Contains(name) || schema.Required?.Contains(field) == true)
                {
                    schema.Properties![field] = WithoutNull(schema.Properties[field], document);
                }
            }
        }
    }

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema, OpenApiDocument document)
    {
        if (schema is not OpenApiSchema own)
        {
            return schema;
        }

        if (own.OneOf?.FirstOrDefault(option => option.Type != JsonSchemaType.Null) is OpenApiSchemaReference choice)
        {
            return new OpenApiSchemaReference(choice.Reference.Id!, document)
            {
                Description = choice.Reference.Description ?? own.Description,
            };
        }

        own.Type &= ~JsonSchemaType.Null;
        return own;
    }
}
