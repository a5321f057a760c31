using System.Text.Json.Nodes;

namespace Crm.Cli.Jobs;

/// <summary>What a job's state means for somebody who waits for it.</summary>
internal static class JobState
{
    public static bool IsOver(JsonNode job) => job["endTime"] is not null;

    /// <summary>Nothing more happens before somebody says so.</summary>
    public static bool IsAtRest(JsonNode job) => IsOver(job) || Of(job) is not ("planning" or "running");

    public static bool IsPlanned(JsonNode job) => Of(job) == "planned";

    public static string? Of(JsonNode job) => (string?)job["state"];
}
