using System.Text.Json.Nodes;
using Crm.Cli.Connection;

namespace Crm.Cli.Jobs;

/// <summary>Plans by the id that names them.</summary>
internal static class JobPlan
{
    /// <summary>The words that apply the plan of a job.</summary>
    public static string ApplyCommand(JsonNode job) =>
        (string?)job["kind"] switch
        {
            "bulkUpdate" => $"crm bulk update {job["resource"]} --plan {job["planId"]}",
            "bulkDelete" => $"crm bulk delete {job["resource"]} --plan {job["planId"]}",
            "bulkMerge" => $"crm dedupe apply {job["planId"]}",
            "outreach" => $"crm outreach send --plan {job["planId"]}",
            "undo" => $"crm jobs undo --plan {job["planId"]}",
            _ => $"crm import {job["resource"]} --plan {job["planId"]}",
        };

    /// <summary>The job with this plan, which must be one of the kind that the command is about.</summary>
    public static async Task<JsonNode> FindAsync(
        string planId,
        string kind,
        string? resource,
        Session session,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Get, "/v1/jobs")
        {
            Query = [("filter", $"planId = \"{planId.Replace("\"", "", StringComparison.Ordinal)}\"")],
        };
        JsonNode? job = null;
        await foreach (var found in session.Client.ListAsync(request, limit: 1, cancellationToken))
        {
            job = found;
        }

        if (job is null)
        {
            throw new Failure(
                ExitCode.NotFound,
                $"No job has the plan {planId}.",
                ["A plan goes when its job is planned anew, or is long over."],
                "crm jobs list --filter 'state = \"planned\"' --columns id,resource,planId"
            );
        }

        if ((string?)job["kind"] != kind || (resource is not null && (string?)job["resource"] != resource))
        {
            throw Failure.Usage($"The plan {planId} is another one's.", $"apply it with: {ApplyCommand(job)}");
        }

        return job;
    }

    /// <summary>Lets the job do what its plan says, and nothing beyond it but what the insistence names.</summary>
    public static async Task<JsonNode> ApplyAsync(
        JsonNode job,
        JsonObject? insistence,
        string idempotencyKey,
        Session session,
        CancellationToken cancellationToken
    )
    {
        var body = insistence ?? [];
        body["planId"] = (string?)job["planId"];
        var request = new ApiRequest(HttpMethod.Post, ApiRequest.PathOf("jobs", (string)job["id"]!, "apply"))
        {
            IdempotencyKey = idempotencyKey,
            Content = ApiRequest.Json(body),
        };
        return (await session.Client.SendAsync(request, cancellationToken))!;
    }
}
