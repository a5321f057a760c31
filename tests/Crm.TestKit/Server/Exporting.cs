using System.Net;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Has the service write exports and fetches their files.</summary>
public static class Exporting
{
    /// <summary>The file of an export, once it is complete.</summary>
    public static async Task<byte[]> ExportAsync(this HttpClient client, object options)
    {
        var job = await client.ExportJobAsync(options);
        using var file = await client.GetAsync(new Uri($"/v1/exports/{job.Text("id")}/file", UriKind.Relative));
        return file.StatusCode == HttpStatusCode.OK
            ? await file.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"The export has no file: {job.ToJsonString()}");
    }

    /// <summary>The job of an export, once it is over.</summary>
    public static async Task<JsonObject> ExportJobAsync(this HttpClient client, object options)
    {
        var job = await client.PostAsync("/v1/exports", options, HttpStatusCode.Accepted);
        return await client.SettledJobAsync(job.Text("id"));
    }
}
