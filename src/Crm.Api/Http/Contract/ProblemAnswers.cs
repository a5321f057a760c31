using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>The answers that are problems, said once for each status.</summary>
internal static class ProblemAnswers
{
    public static OpenApiResponseReference Of(OpenApiDocument document, int status)
    {
        var name = $"Problem{status}";
        document.Components!.Responses ??= new Dictionary<string, IOpenApiResponse>();
        if (!document.Components.Responses.ContainsKey(name))
        {
            document.AddComponent<IOpenApiResponse>(name, New(document, status));
        }

        return new OpenApiResponseReference(name, document);
    }

    private static OpenApiResponse New(OpenApiDocument document, int status)
    {
        var answer = new OpenApiResponse
        {
            Description = DescriptionOf(status),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemWriter.MediaType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), document),
                    Example = ExampleOf(status),
                },
            },
        };
        answer.Has(AnswerHeaders.RequestId, document);
        switch (status)
        {
            case 401:
                answer.Has(AnswerHeaders.WWWAuthenticate, document);
                break;
            case 412:
                answer.Has(AnswerHeaders.ETag, document);
                break;
            case 429 or 503:
                answer.Has(AnswerHeaders.RetryAfter, document);
                break;
        }

        return answer;
    }

    private static string DescriptionOf(int status) =>
        status switch
        {
            400 => "The request is malformed, or a field is missing, unknown or of the wrong shape; `errors` names it.",
            401 => "There is no valid key.",
            403 => "The key lacks the scope.",
            404 => "There is no such record, or the caller may not see it.",
            406 => "None of the media types the caller accepts can be given.",
            409 => "The present state forbids it: a duplicate, a state, or the same request still running.",
            410 => "The record was purged.",
            412 => "The record has changed since the version in If-Match.",
            413 => "The body is too large.",
            415 => "The body has a type or an encoding that is not read here.",
            422 => "Well-formed, but it breaks a rule; or the Idempotency-Key was used for another request.",
            428 => "The change must say with If-Match which version it is about.",
            429 => "Too many requests.",
            500 => "A defect of the service; the request id finds it in the log.",
            503 => "The database is busy; repeat after Retry-After.",
            _ => $"{ReasonPhrases.GetReasonPhrase(status)}.",
        };

    private static JsonNode ExampleOf(int status)
    {
        var example = new JsonObject
        {
            ["type"] = "/problems/validation",
            ["title"] = "Validation",
            ["status"] = status,
            ["detail"] = "1 field is not valid.",
            ["instance"] = "0HNB3R7K2J1QK:00000001",
            ["code"] = "validation",
        };
        if (status == 400)
        {
            example["errors"] = new JsonArray(
                new JsonObject
                {
                    ["pointer"] = "/name",
                    ["code"] = "required",
                    ["detail"] = "A value is required.",
                }
            );
            return example;
        }

        var (code, detail) = status switch
        {
            401 => ("key-missing", "Send an API key: 'Authorization: Bearer crm_live_…'."),
            403 => ("scope-missing", "This needs the scope 'customers:read', which the key does not have."),
            404 => ("not-found", "There is no customer 'CU-000001', or you may not see it."),
            406 => ("not-acceptable", "A list comes as application/json, application/x-ndjson or text/csv."),
            409 => ("duplicate", "Another record already has this number."),
            412 => ("precondition-failed", "The record has been changed since the version in If-Match."),
            413 => ("body-too-large", "The body may have 1048576 bytes at most."),
            415 => ("unsupported-media-type", "Send the body as application/json."),
            422 => ("idempotency-key-reused", "This Idempotency-Key was used for a different request."),
            428 => ("precondition-required", "Say with If-Match which version this is about."),
            500 => ("internal", "Something went wrong in the service; the request id helps to find it."),
            503 => ("busy", "The database is busy; try again."),
            _ => ("refused", "The request was refused."),
        };
        example["type"] = $"/problems/{code}";
        example["title"] = Problem.TitleOf(code);
        example["code"] = code;
        example["detail"] = detail;
        return example;
    }
}
