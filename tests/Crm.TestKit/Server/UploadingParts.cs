using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Imports in steps: the options first, then files, then a plan, then its application.</summary>
public static class UploadingParts
{
    /// <summary>Makes an import that waits for its files.</summary>
    public static async Task<JsonObject> CreateImportAsync(this HttpClient client, object options)
    {
        using var answer = await client.PostAsJsonAsync("/v1/imports", options);
        return await answer.ExpectAsync(HttpStatusCode.Accepted);
    }

    /// <summary>Sends a text as a part and answers what the service says of it.</summary>
    public static async Task<JsonObject> PutPartAsync(this HttpClient client, JsonObject job, int part, string text)
    {
        using var answer = await client.SendPartAsync(
            job,
            part.ToString(CultureInfo.InvariantCulture),
            Encoding.UTF8.GetBytes(text)
        );
        return await answer.ExpectAsync(HttpStatusCode.OK);
    }

    /// <summary>Sends bytes as a part, with headers of the body.</summary>
    public static async Task<HttpResponseMessage> SendPartAsync(
        this HttpClient client,
        JsonObject job,
        string part,
        byte[] bytes,
        params (string Name, string Value)[] headers
    )
    {
        using var content = new ByteArrayContent(bytes);
        foreach (var (name, value) in headers)
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.PutAsync(new Uri($"/v1/imports/{job.Text("id")}/parts/{part}", UriKind.Relative), content);
    }

    /// <summary>Has the files read and answers the planned job.</summary>
    public static async Task<JsonObject> PlanAsync(this HttpClient client, JsonObject job)
    {
        using var answer = await client.PostAsJsonAsync($"/v1/imports/{job.Text("id")}/plan", new { });
        await answer.ExpectAsync(HttpStatusCode.Accepted);
        return await client.SettledJobAsync(job.Text("id"));
    }

    /// <summary>Applies the plan and answers the finished job.</summary>
    public static async Task<JsonObject> ApplyAsync(this HttpClient client, JsonObject planned)
    {
        using var answer = await client.PostAsJsonAsync(
            $"/v1/imports/{planned.Text("id")}/apply",
            new { planId = planned.Text("planId") }
        );
        await answer.ExpectAsync(HttpStatusCode.Accepted);
        return await client.SettledJobAsync(planned.Text("id"));
    }
}
