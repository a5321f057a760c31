using System.Text.Json.Nodes;
using Crm.Api.Http.Records;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>What upsert and batch know only of their resource: the keys to match on, and what the record in a batch looks like.</summary>
internal static class SharedVerbs
{
    public static void Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context)
    {
        var routes = context.DescriptionGroups.SelectMany(group => group.Items);
        foreach (var metadata in routes.Select(route => route.ActionDescriptor.EndpointMetadata))
        {
            if (metadata.OfType<MatchKeyNames>().LastOrDefault() is { } keys)
            {
                var name = metadata.OfType<IEndpointNameMetadata>().Last().EndpointName;
                DescribeKeys(document, document.Operations().First(operation => operation.OperationId == name), keys);
            }
        }

        foreach (var operation in document.Operations().ToList())
        {
            if (BodyOf(operation) is { Schema: OpenApiSchemaReference { Reference.Id: nameof(BatchRequest) } } body)
            {
                body.Example = BatchExample(document, operation);
            }
        }
    }

    private static void DescribeKeys(OpenApiDocument document, OpenApiOperation operation, MatchKeyNames keys)
    {
        var name = ((OpenApiSchemaReference)BodyOf(operation)!.Schema!).Reference.Id!;
        var matchOn = (OpenApiSchema)document.Components!.Schemas![name].Properties!["matchOn"];
        matchOn.Items = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. keys.Names.Select(key => JsonValue.Create(key))],
        };
    }

    /// <summary>An operation that creates the record which the single call shows.</summary>
    private static JsonObject BatchExample(OpenApiDocument document, OpenApiOperation batch)
    {
        var tag = batch.Tags!.First().Name;
        var create = document
            .Operations()
            .First(other =>
                other.OperationId!.StartsWith("Create", StringComparison.Ordinal)
                && other.Tags!.Any(its => its.Name == tag)
                && BodyOf(other) is not null
            );
        return new JsonObject
        {
            ["atomic"] = false,
            ["operations"] = new JsonArray(
                new JsonObject { ["op"] = "create", ["body"] = Examples.Of(BodyOf(create)!.Schema!) }
            ),
        };
    }

    private static OpenApiMediaType? BodyOf(OpenApiOperation operation) =>
        operation.RequestBody?.Content.In(BodyReader.JsonType);
}

/// <summary>The keys that an upsert of a resource can match on; declared with the route for the contract.</summary>
internal sealed record MatchKeyNames(IReadOnlyList<string> Names);
