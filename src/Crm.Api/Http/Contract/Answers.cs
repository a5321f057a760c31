using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Api.Http.Idempotency;
using Crm.Api.Http.Lists;
using Microsoft.OpenApi;

namespace Crm.Api.Http.Contract;

/// <summary>Says of each answer what follows from its kind: the headers it has, and what a streamed list looks like.</summary>
internal static class Answers
{
    public static void Describe(OpenApiDocument document)
    {
        foreach (var operation in document.Operations())
        {
            foreach (var (status, answer) in operation.Responses!.ToList())
            {
                if (status[0] is '4' or '5')
                {
                    operation.Responses![status] = ProblemAnswers.Of(
                        document,
                        int.Parse(status, CultureInfo.InvariantCulture)
                    );
                }
                else if (answer is OpenApiResponse own)
                {
                    DescribeSuccess(document, operation, status, own);
                }
            }

            operation.Responses!["500"] = ProblemAnswers.Of(document, 500);
            Sort(operation.Responses);
        }
    }

    /// <summary>Success first, then the rest by number, whatever order the code states them in.</summary>
    private static void Sort(OpenApiResponses answers)
    {
        var sorted = answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).ToList();
        answers.Clear();
        foreach (var (status, answer) in sorted)
        {
            answers[status] = answer;
        }
    }

    private static void DescribeSuccess(
        OpenApiDocument document,
        OpenApiOperation operation,
        string status,
        OpenApiResponse answer
    )
    {
        answer.Description = status switch
        {
            "200" => "Done.",
            "201" => "Created.",
            "202" => "Accepted; the work goes on.",
            "204" => "Done; nothing more to say.",
            "207" => "Each operation has its own result.",
            "301" => "The record was merged into the one at Location.",
            "304" => "The caller has this version already.",
            _ => answer.Description,
        };
        answer.Has(AnswerHeaders.RequestId, document);
        var body = answer.Content.In(BodyReader.JsonType)?.Schema;
        if (status == "304" || body.Field("etag") is not null || body.Field("outcome") is not null)
        {
            answer.Has(AnswerHeaders.ETag, document);
        }

        if (status is "201" or "301")
        {
            answer.Has(AnswerHeaders.Location, document);
        }

        if (status == "202")
        {
            answer.Has(AnswerHeaders.OperationLocation, document);
        }

        if (body.Field("nextPageToken") is not null)
        {
            answer.Has(AnswerHeaders.Link, document);
        }

        if (operation.Parameters?.Any(parameter => parameter.Name == IdempotencyKey.Header) == true)
        {
            answer.Has(AnswerHeaders.IdempotencyReplayed, document);
        }

        DescribeStreams(answer, body);
    }

    /// <summary>A whole list as text, which a schema of its items would describe wrongly.</summary>
    private static void DescribeStreams(OpenApiResponse answer, IOpenApiSchema? page)
    {
        if (page.Field("items")?.Items is not OpenApiSchemaReference { Reference.Id: { } item } record)
        {
            return;
        }

        if (answer.Content.In(StreamFormat.NdjsonType) is { } lines)
        {
            var line = Examples.Of(record)?.ToJsonString(Json.Options);
            lines.Schema = Stream(
                $"A {item} per line, then `{{\"_end\":true,\"rows\":N}}`: without that line it did not arrive whole."
            );
            lines.Example = JsonValue.Create($"{line}\n{{\"_end\":true,\"rows\":1}}\n");
        }

        if (answer.Content.In(StreamFormat.CsvType) is { } rows)
        {
            rows.Schema = Stream(
                $"A header with the fields of {item}, then a row for each. A cell that begins like a formula is escaped."
            );
            rows.Example = JsonValue.Create("id,etag\r\n019b76da-a800-7000-8000-000000000001,\"\"\"1\"\"\"\r\n");
        }

        if (answer.Content.In(StreamFormat.XlsxType) is { } sheet)
        {
            sheet.Example = JsonValue.Create("PK…");
            sheet.Schema = Stream($"A workbook of one sheet: a header with the fields of {item}, then a row for each.");
        }
    }

    private static OpenApiSchema Stream(string description) =>
        new()
        {
            Type = JsonSchemaType.String,
            Description = description,
            MaxLength = int.MaxValue,
        };
}
