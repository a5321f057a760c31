using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Crm.TestKit;

/// <summary>The few words in which a test talks HTTP and reads answers: JSON in and out, never internal types.</summary>
public static class HttpAnswers
{
    /// <summary>Posts JSON and expects a status; the answer's body as an object.</summary>
    public static async Task<JsonObject> PostAsync(
        this HttpClient client,
        string path,
        object body,
        HttpStatusCode expected = HttpStatusCode.Created
    )
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        return await answer.ExpectAsync(expected);
    }

    public static async Task<JsonObject> GetJsonAsync(
        this HttpClient client,
        string path,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.ExpectAsync(expected);
    }

    /// <summary>Sends a merge patch, with <c>If-Match</c> when a version is given.</summary>
    public static async Task<JsonObject> PatchAsync(
        this HttpClient client,
        string path,
        object patch,
        HttpStatusCode expected = HttpStatusCode.OK,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path)
        {
            Content = JsonContent.Create(patch, new MediaTypeHeaderValue("application/merge-patch+json")),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await client.SendAsync(request);
        return await answer.ExpectAsync(expected);
    }

    public static async Task DeleteAsync(this HttpClient client, string path, HttpStatusCode expected)
    {
        using var answer = await client.DeleteAsync(new Uri(path, UriKind.Relative));
        await answer.ExpectAsync(expected);
    }

    /// <summary>Sends any text as any type; for what a careful client would not send.</summary>
    public static async Task<HttpResponseMessage> SendTextAsync(
        this HttpClient client,
        HttpMethod method,
        string path,
        string text,
        string contentType = "application/json"
    )
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        return await client.SendAsync(request);
    }

    /// <summary>The body, when the status is the one expected; otherwise the test fails with the body before one's eyes.</summary>
    public static async Task<JsonObject> ExpectAsync(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"Expected {expected}, got {answer.StatusCode}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The problem, when the answer is one with this status and code.</summary>
    public static async Task<JsonObject> ExpectProblemAsync(
        this HttpResponseMessage answer,
        HttpStatusCode expected,
        string code
    )
    {
        var problem = await answer.ExpectAsync(expected);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }

    /// <summary>A field as text.</summary>
    public static string Text(this JsonNode node, string name) => (string)node[name]!;

    /// <summary>The pointer of the first field the problem blames.</summary>
    public static string? BlamedField(this JsonNode problem) => (string?)problem["errors"]?[0]?["pointer"];
}
