using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Reads lists in one stream, from one snapshot.</summary>
public static class WholeLists
{
    /// <summary>Every record of a list.</summary>
    public static async Task<List<JsonObject>> EveryAsync(this HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "application/x-ndjson");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return JsonNode.Parse(lines[^1])!["_end"] is not null
            ? [.. lines[..^1].Select(line => JsonNode.Parse(line)!.AsObject())]
            : throw new InvalidOperationException("The list did not arrive whole.");
    }
}
