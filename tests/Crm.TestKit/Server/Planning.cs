using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Has things planned and applies plans.</summary>
public static class Planning
{
    /// <summary>Asks for something that is planned first, and answers the planned job.</summary>
    public static async Task<JsonObject> PlanAsync(this HttpClient client, string path, object request)
    {
        var job = await client.PostAsync(path, request, HttpStatusCode.Accepted);
        var planned = await client.SettledJobAsync(job.Text("id"));
        return planned.Text("state") == "planned"
            ? planned
            : throw new InvalidOperationException($"The job is not planned: {planned}");
    }

    /// <summary>Has it planned to undo a job.</summary>
    public static Task<JsonObject> PlanUndoAsync(this HttpClient client, JsonObject job) =>
        client.PlanAsync($"/v1/jobs/{job.Text("id")}/undo", new { });

    /// <summary>Applies a plan and answers the finished job.</summary>
    public static async Task<JsonObject> ApplyAsync(
        this HttpClient client,
        JsonObject planned,
        bool? force = null,
        IReadOnlyList<string>? forceRecords = null
    )
    {
        using var answer = await client.PostAsJsonAsync(
            $"/v1/jobs/{planned.Text("id")}/apply",
            new
            {
                planId = planned.Text("planId"),
                force,
                forceRecords,
            }
        );
        await answer.ExpectAsync(HttpStatusCode.Accepted);
        return await client.SettledJobAsync(planned.Text("id"));
    }

    /// <summary>The counters of a job that are not zero, such as <c>updated 3, rejected 1</c>.</summary>
    public static string CountsText(this JsonObject job) =>
        string.Join(
            ", ",
            job["counts"]!
                .AsObject()
                .Where(count => count.Key != "rowsRead" && (long)count.Value! != 0)
                .Select(count => $"{count.Key} {count.Value}")
        );
}
