using System.Diagnostics;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Benchmarks.Dedupe;

/// <summary>Merging the clusters of a run that are sure enough to be merged without a person, and taking all of that back.</summary>
internal static class MergeRun
{
    public static async Task<MergeFigures> MeasureAsync(HttpClient client, JsonObject run)
    {
        var planned = await TimeAsync(() => client.PlanAsync("/v1/bulk-merges", new { runId = run.Text("id") }));
        var merged = await TimeAsync(() => client.ApplyAsync(planned.Job));
        var undone = await TimeAsync(async () => await client.ApplyAsync(await client.PlanUndoAsync(merged.Job)));
        var clusters = Updated(merged.Job);
        if (clusters == 0 || Updated(undone.Job) != clusters)
        {
            throw new InvalidOperationException($"Not all was merged and taken back: {undone.Job.ToJsonString()}");
        }

        return new MergeFigures(clusters, planned.Seconds, merged.Seconds, undone.Seconds);
    }

    private static async Task<(JsonObject Job, double Seconds)> TimeAsync(Func<Task<JsonObject>> step)
    {
        var start = Stopwatch.GetTimestamp();
        var job = await step();
        return (job, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static int Updated(JsonObject job) => (int)job["counts"]!["updated"]!;
}

/// <summary>How many clusters were merged, and the seconds for planning that, for doing it, and for taking it back with its plan.</summary>
internal sealed record MergeFigures(int Clusters, double Planning, double Merging, double Undoing);
