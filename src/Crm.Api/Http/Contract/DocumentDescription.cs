using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>What the contract says about itself: what it is, how to sign in, and which resources there are.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    public const string KeyScheme = "apiKey";

    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Crm.Api",
            Version = "1.0.0",
            Summary = "A headless CRM: one central customer record shared by marketing, sales and service.",
            Description =
                "All resources answer the same verbs, errors, pages and filters; openapi/README.md describes them once. "
                + "Enums may grow within v1: a reader must bear a word it does not know.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            Contact = new OpenApiContact { Name = "Crm.Api", Url = new Uri("https://example.com/crm-api") },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This service" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key: `Authorization: Bearer crm_live_…`. Its scopes say what it may do.",
        };
        document.Tags = document
            .Paths.SelectMany(path => path.Value.Operations ?? [])
            .SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name!)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new OpenApiTag { Name = name, Description = $"{name}." })
            .ToHashSet();
        PatchSchemas.Add(document);
        Examples.Add(document);
        return Task.CompletedTask;
    }
}
