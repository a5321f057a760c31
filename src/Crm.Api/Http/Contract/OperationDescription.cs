using System.Text.Json.Nodes;
using Crm.Api.Access;
using Crm.Api.Http.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Describes from a route's metadata what the operation takes, asks for and answers with.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    /// <summary>The request line has no room for more.</summary>
    private const int MaxText = 8000;

    private const string Id = "019b76da-a800-7000-8000-000000000001";

    public Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        operation.Description ??= $"{operation.Summary}.";
        DescribePath(operation);
        foreach (var parameter in metadata.OfType<QueryParameters>().LastOrDefault()?.All ?? [])
        {
            operation.Parameters.Add(ToOpenApi(parameter));
        }

        DescribeHeaders(operation, context.Description.HttpMethod!);
        DescribeScope(operation, metadata, context.Document!);
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            DescribeBodies(body, metadata, context.Document!);
        }

        return Task.CompletedTask;
    }

    private static void DescribeBodies(OpenApiRequestBody body, IList<object> metadata, OpenApiDocument document)
    {
        foreach (var other in metadata.OfType<BodyOfType>())
        {
            body.Content![other.MediaType].Schema = new OpenApiSchemaReference(other.Type.Name, document);
        }
    }

    private static void DescribePath(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Path)
            {
                (parameter.Description, parameter.Example) = parameter.Name switch
                {
                    "id" => ("The id, or the number where the record has one.", Id),
                    "part" => ("The number of the part, from 1.", "1"),
                    _ => ("The id.", Id),
                };
                parameter.Schema = Text(64, min: 1);
            }
        }
    }

    private static OpenApiParameter ToOpenApi(QueryParameter parameter) =>
        new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Required = parameter.Required,
            Schema = parameter.Type switch
            {
                QueryParameterType.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
                QueryParameterType.Number => new OpenApiSchema { Type = JsonSchemaType.Number },
                QueryParameterType.Whole => new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "0",
                    Maximum = "2147483647",
                },
                QueryParameterType.Text when parameter.Words is { } words => new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Enum = [.. words.Select(word => JsonValue.Create(word))],
                },
                QueryParameterType.Text => Text(MaxText),
            },
            Example = JsonValue.Create(parameter.Example),
        };

    private static void DescribeHeaders(OpenApiOperation operation, string method)
    {
        if (method is "POST" or "PATCH")
        {
            operation.Parameters!.Add(
                Header(
                    IdempotencyKey.Header,
                    "Makes repeating the request safe for a day.",
                    "import-2026-01-31-row-17",
                    255
                )
            );
        }

        if (method is "PATCH" or "DELETE")
        {
            operation.Parameters!.Add(
                Header("If-Match", "The version this is about; another one is refused with 412.", "\"1\"", 100)
            );
        }

        if (method == "GET" && operation.Responses?.ContainsKey("304") == true)
        {
            operation.Parameters!.Add(
                Header("If-None-Match", "The version the caller has; the same one answers 304.", "\"1\"", 100)
            );
        }
    }

    private static OpenApiParameter Header(string name, string description, string example, int maxLength) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = Text(maxLength, min: 1),
            Example = JsonValue.Create(example),
        };

    private static void DescribeScope(OpenApiOperation operation, IList<object> metadata, OpenApiDocument document)
    {
        if (metadata.OfType<OpenToAll>().Any())
        {
            operation.Security = [];
            return;
        }

        List<string> scopes = metadata.OfType<RequiredScope>().LastOrDefault() is { } required ? [required.Scope] : [];
        operation.Security =
        [
            new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(DocumentDescription.KeyScheme, document)] = scopes,
            },
        ];
    }

    private static OpenApiSchema Text(int max, int? min = null) =>
        new()
        {
            Type = JsonSchemaType.String,
            MinLength = min,
            MaxLength = max,
        };
}
