using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>A header of answers; its name, and the component that describes it for all of them.</summary>
internal sealed record AnswerHeader(string Name, string Description, OpenApiSchema Schema, JsonNode Example);

/// <summary>The headers that answers can have.</summary>
internal static class AnswerHeaders
{
    public static readonly AnswerHeader RequestId = Text(
        "Request-Id",
        "Names the request in the log.",
        64,
        "0HNB3R7K2J1QK:00000001"
    );

    public static readonly AnswerHeader ETag = Text(
        "ETag",
        "The version of the record; send it back in If-Match.",
        40,
        "\"1\""
    );

    public static readonly AnswerHeader Location = Text(
        "Location",
        "Where the record is.",
        300,
        "/v1/customers/019b76da-a800-7000-8000-000000000001"
    );

    public static readonly AnswerHeader OperationLocation = Text(
        "Operation-Location",
        "Where to look how far the work is.",
        300,
        "/v1/jobs/019b76da-a800-7000-8000-000000000001"
    );

    public static readonly AnswerHeader Link = Text(
        "Link",
        "The next page, RFC 8288; absent on the last one.",
        10_000,
        "</v1/customers?pageToken=AXKpdWkAAAAA>; rel=\"next\""
    );

    public static readonly AnswerHeader WWWAuthenticate = Text("WWW-Authenticate", "How to sign in.", 200, "Bearer");

    public static readonly AnswerHeader IdempotencyReplayed = new(
        "Idempotency-Replayed",
        "True when this is the stored answer to an earlier request with the same Idempotency-Key.",
        new OpenApiSchema { Type = JsonSchemaType.Boolean },
        true
    );

    public static readonly AnswerHeader RetryAfter = new(
        "Retry-After",
        "Seconds to wait.",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "0",
            Maximum = "86400",
        },
        1
    );

    public static void Has(this OpenApiResponse answer, AnswerHeader header, OpenApiDocument document)
    {
        document.Components!.Headers ??= new Dictionary<string, IOpenApiHeader>();
        document.Components.Headers.TryAdd(
            header.Name,
            new OpenApiHeader
            {
                Description = header.Description,
                Schema = header.Schema.CreateShallowCopy(),
                Example = header.Example.DeepClone(),
            }
        );
        answer.Headers ??= new Dictionary<string, IOpenApiHeader>();
        answer.Headers[header.Name] = new OpenApiHeaderReference(header.Name, document);
    }

    private static AnswerHeader Text(string name, string description, int maxLength, string example) =>
        new(name, description, new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = maxLength }, example);
}
