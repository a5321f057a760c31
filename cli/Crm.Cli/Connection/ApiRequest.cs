using System.Text;
using System.Text.Json.Nodes;
using Crm.Cli.Output;

namespace Crm.Cli.Connection;

/// <summary>One request to the service, as commands describe it.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Parameters without a value are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)> Query { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public HttpContent? Content { get; init; }

    /// <summary>False for a list that comes whole and takes no page size.</summary>
    public bool IsPaged { get; init; } = true;

    public string? IfMatch { get; init; }

    public string? IdempotencyKey { get; init; }

    public static HttpContent Json(JsonNode body) => Body(body, "application/json");

    public static HttpContent MergePatch(JsonNode body) => Body(body, "application/merge-patch+json");

    /// <summary>A path from words that may hold any character.</summary>
    public static string PathOf(params string[] segments) =>
        "/v1/" + string.Join('/', segments.Select(Uri.EscapeDataString));

    public HttpRequestMessage ToMessage(Uri baseAddress)
    {
        var query = Query
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(parameter.Value!)}")
            .ToArray();
        var separator = Path.Contains('?') ? '&' : '?';
        var target = query.Length == 0 ? Path : Path + separator + string.Join('&', query);

        var message = new HttpRequestMessage(Method, new Uri(baseAddress, target.TrimStart('/'))) { Content = Content };
        if (!Headers.Any(header => header.Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)))
        {
            message.Headers.TryAddWithoutValidation("Accept", "application/json");
        }

        if (IfMatch is not null)
        {
            message.Headers.TryAddWithoutValidation("If-Match", QuotedTag(IfMatch));
        }

        if (IdempotencyKey is not null)
        {
            message.Headers.TryAddWithoutValidation("Idempotency-Key", IdempotencyKey);
        }

        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.Remove(name);
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>The `etag` of a record may be copied with or without its quotes.</summary>
    private static string QuotedTag(string tag) => tag == "*" || tag.EndsWith('"') ? tag : $"\"{tag}\"";

    private static StringContent Body(JsonNode body, string mediaType) =>
        new(JsonText.Compact(body), Encoding.UTF8, mediaType);
}
