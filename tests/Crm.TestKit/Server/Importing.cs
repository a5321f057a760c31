using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Sends files to the service as imports and waits for what becomes of them.</summary>
public static class Importing
{
    /// <summary>Imports a text and answers the finished job.</summary>
    public static Task<JsonObject> ImportAsync(this HttpClient client, object options, string csv) =>
        client.ImportAsync(options, Encoding.UTF8.GetBytes(csv));

    /// <summary>Imports bytes and answers the finished job.</summary>
    public static async Task<JsonObject> ImportAsync(this HttpClient client, object options, byte[] file)
    {
        using var answer = await client.SendImportAsync(options, file);
        var job = await answer.ExpectAsync(HttpStatusCode.Accepted);
        return await client.SettledJobAsync(job.Text("id"));
    }

    /// <summary>Waits until a job is planned, over, or paused, and answers it.</summary>
    public static async Task<JsonObject> SettledJobAsync(this HttpClient client, string id)
    {
        JsonObject job;
        do
        {
            job = await client.GetJsonAsync($"/v1/jobs/{id}?wait=60");
        } while (job.Text("state") is "planning" or "running");

        return job;
    }

    /// <summary>Sends an import with its files.</summary>
    public static Task<HttpResponseMessage> SendImportAsync(
        this HttpClient client,
        object options,
        params byte[][] files
    ) => client.SendImportAsync(options, files.Select(file => (Stream)new MemoryStream(file)).ToArray());

    /// <summary>Sends an import with its files, whatever their size; they are closed in the end.</summary>
    public static async Task<HttpResponseMessage> SendImportAsync(
        this HttpClient client,
        object options,
        params Stream[] files
    )
    {
        using var content = new MultipartFormDataContent { { JsonContent.Create(options), "options" } };
        foreach (var file in files)
        {
            content.Add(
                new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } },
                "file",
                "rows.csv"
            );
        }

        return await client.PostAsync(new Uri("/v1/imports", UriKind.Relative), content);
    }

    /// <summary>The ledger of a job, as <c>line outcome code</c>, a line each.</summary>
    public static async Task<string> LedgerAsync(this HttpClient client, JsonObject job, string phase = "result")
    {
        var ledger = await client.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines?pageSize=500&phase={phase}");
        return string.Join(
            '\n',
            ledger["items"]!.AsArray().Select(line => $"{line!["line"]} {line["outcome"]} {line["code"]}".TrimEnd())
        );
    }

    /// <summary>The detail of the first line of a job's ledger with this outcome.</summary>
    public static async Task<string> FirstDetailAsync(this HttpClient client, JsonObject job, string outcome)
    {
        var ledger = await client.GetJsonAsync($"/v1/jobs/{job.Text("id")}/lines?outcome={outcome}");
        return ledger["items"]![0]!.Text("detail");
    }
}
