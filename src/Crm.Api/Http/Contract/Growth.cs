using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Answers may gain fields within v1, so their schemas are open; what may be sent is closed, so that a misspelt field is noticed.</summary>
internal static class Growth
{
    public static void Allow(OpenApiDocument document)
    {
        var sent = SchemaWalk.InRequests(document);
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (!sent.Contains(name) && schema is OpenApiSchema { AdditionalPropertiesAllowed: false } answer)
            {
                answer.AdditionalPropertiesAllowed = true;
            }
        }
    }
}
