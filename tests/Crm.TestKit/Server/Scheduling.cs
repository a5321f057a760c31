using System.Net;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>The few words in which tests make schedules and let time pass.</summary>
public static class Scheduling
{
    /// <summary>Half past two in Berlin; an export of the teams unless something else is to be started.</summary>
    public static object Daily(string name, object? start = null, string? misfire = null, bool isEnabled = true) =>
        new
        {
            name,
            cron = "30 2 * * *",
            timeZone = "Europe/Berlin",
            isEnabled,
            misfire,
            start = start ?? new { export = new { resource = "teams" } },
        };

    public static Task<JsonObject> ScheduleAsync(this HttpClient client, object form) =>
        client.PostAsync("/v1/schedules", form);

    public static Task<JsonObject> ReadScheduleAsync(this HttpClient client, JsonObject schedule) =>
        client.GetJsonAsync($"/v1/schedules/{schedule.Text("id")}");

    public static Task AdvanceAsync(this HttpClient client, string duration) =>
        client.PostAsync("/v1/clock", new { advance = duration }, HttpStatusCode.OK);

    public static Task SetClockAsync(this HttpClient client, string time) =>
        client.PostAsync("/v1/clock", new { time }, HttpStatusCode.OK);

    /// <summary>What came of each fire, the newest first: <c>2026-02-01T01:30:00Z job</c>, or the code of what kept it.</summary>
    public static async Task<string> FiresAsync(this HttpClient client, JsonObject schedule)
    {
        var page = await client.GetJsonAsync($"/v1/schedules/{schedule.Text("id")}/fires?pageSize=500");
        return string.Join(
            '\n',
            page["items"]!
                .AsArray()
                .Select(fire => $"{fire!.Text("fireTime")} {(string?)fire!["error"]?["code"] ?? "job"}")
        );
    }

    /// <summary>The jobs of a schedule, once they are over, the oldest first.</summary>
    public static async Task<List<JsonObject>> JobsOfAsync(this HttpClient client, JsonObject schedule)
    {
        var filter = Uri.EscapeDataString($"scheduleId = \"{schedule.Text("id")}\"");
        var page = await client.GetJsonAsync($"/v1/jobs?filter={filter}&orderBy=createTime&pageSize=500");
        var jobs = new List<JsonObject>();
        foreach (var job in page["items"]!.AsArray())
        {
            jobs.Add(await client.EndedJobAsync(job!.Text("id")));
        }

        return jobs;
    }

    /// <summary>The job, once it is over; one that is planned only has to go on by itself.</summary>
    public static async Task<JsonObject> EndedJobAsync(this HttpClient client, string id)
    {
        JsonObject job;
        do
        {
            job = await client.SettledJobAsync(id);
        } while (job["endTime"] is null);

        return job;
    }
}
