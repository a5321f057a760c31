using System.Text.Json.Nodes;
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
        document.Servers =
        [
            new OpenApiServer
            {
                Url = "/",
                Description = "The service itself, be it local, staging or production.",
                Extensions = new Dictionary<string, IOpenApiExtension>
                {
                    ["x-internal"] = new JsonNodeExtension(JsonValue.Create(false)),
                },
            },
        ];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "crm_live_…, see RFC 6750 for how it is sent",
            Description = "An API key: `Authorization: Bearer crm_live_…`. Its scopes say what it may do.",
        };
        PatchSchemas.Add(document);
        Nulls.Remove(document);
        Growth.Allow(document);
        Bounds.Add(document);
        SharedVerbs.Describe(document, context);
        Examples.Add(document);
        Answers.Describe(document);
        document.Tags = TagsOf(document);
        return Task.CompletedTask;
    }

    /// <summary>A tag is a resource, and its record says what that is.</summary>
    private static HashSet<OpenApiTag> TagsOf(OpenApiDocument document) =>
        [
            .. document
                .Operations()
                .SelectMany(operation => operation.Tags!.Select(tag => (tag.Name, Operation: operation)))
                .GroupBy(pair => pair.Name!, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new OpenApiTag
                {
                    Name = group.Key,
                    Description =
                        group.Select(pair => RecordDescription(pair.Operation)).FirstOrDefault(text => text is not null)
                        ?? $"{group.Key}.",
                }),
        ];

    private static string? RecordDescription(OpenApiOperation operation) =>
        operation
            .Answers()
            .Select(answer => answer.Content.In(BodyReader.JsonType)?.Schema)
            .FirstOrDefault(schema => schema is not null && schema.Field("nextPageToken") is null)
            ?.Description;
}
