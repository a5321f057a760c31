using System.Buffers;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Http;

/// <summary>Reads a JSON body: checks what it says it is, bounds its size, and names the place of whatever is wrong in it.</summary>
internal static class BodyReader
{
    public const string JsonType = "application/json";
    public const string MergePatchType = "application/merge-patch+json";

    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context, IReadOnlyList<string> mediaTypes)
    {
        CheckHeaders(context.Request, mediaTypes);
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.Bytes ?? BodyLimit.Default;
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        var body = new ArrayBufferWriter<byte>((int)(context.Request.ContentLength ?? 4096) + 1);
        while (true)
        {
            var read = await context.Request.Body.ReadAsync(body.GetMemory(1), context.RequestAborted);
            if (read == 0)
            {
                break;
            }

            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                throw TooLarge(limit);
            }
        }

        StorableText.Check(body.WrittenSpan);
        context.Features.Set(new RawBody(body.WrittenMemory));
        return body.WrittenMemory;
    }

    public static T Parse<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Json.TypeInfo<T>())
                ?? throw new ProblemException(Problem.Malformed("", "required", "The body must not be null."));
        }
        catch (JsonException wrong)
        {
            throw JsonMistakes.Problem(wrong);
        }
    }

    private static void CheckHeaders(HttpRequest request, IReadOnlyList<string> mediaTypes)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !mediaTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
        )
        {
            throw Unsupported("Content-Type", $"Send the body as {string.Join(" or ", mediaTypes)}.");
        }

        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw Unsupported("Content-Type", "JSON is read as UTF-8 only.");
        }

        if (request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity")
        {
            throw Unsupported("Content-Encoding", "This operation takes no compressed body.");
        }
    }

    private static ProblemException Unsupported(string header, string detail) =>
        new(Problem.Of(415, "unsupported-media-type", detail, new FieldError(header, "unsupported", detail)));

    private static ProblemException TooLarge(int limit) =>
        new(Problem.Of(413, "body-too-large", $"The body may have {limit} bytes at most."));
}

/// <summary>How large the body of an operation may be.</summary>
internal sealed record BodyLimit(int Bytes)
{
    public const int Default = 1024 * 1024;
}

/// <summary>The body as it came, for the hash that guards an idempotency key.</summary>
internal sealed record RawBody(ReadOnlyMemory<byte> Bytes);
