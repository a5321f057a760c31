using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Schedules;

/// <summary>What becomes of the times of schedules, on a clock that the test moves.</summary>
public sealed class ScheduleFireTests : IAsyncLifetime
{
    private CrmServer _server = null!;

    private HttpClient Admin => _server.Admin;

    public async Task InitializeAsync() => _server = await StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_fire_makes_a_job_and_its_file()
    {
        await Admin.PostAsync("/v1/teams", new { name = "North" });
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("nightly"));

        await Admin.SetClockAsync("2026-02-01T01:29:59Z");
        var before = await Admin.ReadScheduleAsync(schedule);
        await Admin.SetClockAsync("2026-02-01T01:30:00Z");
        var after = await Admin.ReadScheduleAsync(schedule);

        var job = Assert.Single(await Admin.JobsOfAsync(schedule));
        using var file = await Admin.GetAsync(new Uri($"/v1/exports/{job.Text("id")}/file", UriKind.Relative));
        Assert.Equal(schedule.Text("etag"), before.Text("etag"));
        Assert.Equal("completed", job.Text("state"));
        Assert.Contains("North", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(job.Text("id"), after.Text("lastJobId"));
        Assert.Equal("2026-02-01T01:30:00Z", after.Text("lastFireTime"));
        Assert.Equal("2026-02-02T01:30:00Z", after.Text("nextFireTime"));
        Assert.Null(after["lastError"]);
        Assert.NotEqual(schedule.Text("etag"), after.Text("etag"));
    }

    [Fact]
    public async Task A_bulk_change_is_planned_and_applied_each_time()
    {
        await Admin.PostAsync("/v1/teams", new { name = "North" });
        await Admin.PostAsync("/v1/teams", new { name = "South", description = "old" });
        var described = await Admin.ScheduleAsync(
            Scheduling.Daily(
                "describe",
                new
                {
                    bulkUpdate = new
                    {
                        resource = "teams",
                        all = true,
                        patch = new { description = "seen" },
                    },
                }
            )
        );
        await Admin.AdvanceAsync("P1D");
        var updated = Assert.Single(await Admin.JobsOfAsync(described));
        await Admin.AdvanceAsync("P1D");
        var again = (await Admin.JobsOfAsync(described))[^1];
        await Admin.DeleteAsync($"/v1/schedules/{described.Text("id")}", HttpStatusCode.NoContent);
        var emptied = await Admin.ScheduleAsync(
            Scheduling.Daily("empty", new { bulkDelete = new { resource = "teams", filter = "name = \"South\"" } })
        );
        await Admin.AdvanceAsync("P1D");
        var deleted = Assert.Single(await Admin.JobsOfAsync(emptied));

        Assert.Equal("bulkUpdate", updated.Text("kind"));
        Assert.NotNull(updated["planId"]);
        Assert.Equal("updated 2", updated.CountsText());
        Assert.Equal("unchanged 2", again.CountsText());
        Assert.Equal("deleted 1", deleted.CountsText());
    }

    [Fact]
    public async Task While_the_job_of_the_fire_before_is_under_way_the_next_is_skipped()
    {
        await using var idle = await StartAsync(("Crm:Jobs:Run", "false"));
        var schedule = await idle.Admin.ScheduleAsync(Scheduling.Daily("slow"));

        await idle.Admin.SetClockAsync("2026-02-01T01:30:00Z");
        await idle.Admin.SetClockAsync("2026-02-02T01:30:00Z");
        var skipped = await idle.Admin.ReadScheduleAsync(schedule);
        using var run = await RunAsync(idle.Admin, schedule);
        await run.ExpectProblemAsync(HttpStatusCode.Conflict, "overlap");
        await idle.Admin.PostAsync($"/v1/jobs/{skipped.Text("lastJobId")}/cancel", new { }, HttpStatusCode.OK);
        await idle.Admin.SetClockAsync("2026-02-03T01:30:00Z");
        var started = await idle.Admin.ReadScheduleAsync(schedule);

        Assert.Equal("overlap", skipped["lastError"]!.Text("code"));
        Assert.Equal("2026-02-02T01:30:00Z", skipped.Text("lastFireTime"));
        Assert.Null(started["lastError"]);
        Assert.Equal(
            "2026-02-03T01:30:00Z job\n2026-02-02T01:30:00Z overlap\n2026-02-01T01:30:00Z job",
            await idle.Admin.FiresAsync(schedule)
        );
    }

    [Fact]
    public async Task A_disabled_schedule_does_not_fire_and_makes_up_for_nothing_once_it_is_enabled()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("off", isEnabled: false));

        await Admin.SetClockAsync("2026-02-01T02:00:00Z");
        var enabled = await Admin.PatchAsync($"/v1/schedules/{schedule.Text("id")}", new { isEnabled = true });
        await Admin.SetClockAsync("2026-02-01T03:00:00Z");

        Assert.Equal("2026-02-02T01:30:00Z", enabled.Text("nextFireTime"));
        Assert.Empty(await Admin.FiresAsync(schedule));
    }

    [Fact]
    public async Task A_deleted_schedule_does_not_fire_and_one_that_comes_back_waits_for_its_next_time()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("gone"));
        var path = $"/v1/schedules/{schedule.Text("id")}";

        await Admin.DeleteAsync(path, HttpStatusCode.NoContent);
        await Admin.SetClockAsync("2026-02-01T02:00:00Z");
        await Admin.PostAsync($"{path}/undelete", new { }, HttpStatusCode.OK);
        await Admin.SetClockAsync("2026-02-01T03:00:00Z");
        var back = await Admin.ReadScheduleAsync(schedule);
        var silent = await Admin.FiresAsync(schedule);
        await Admin.SetClockAsync("2026-02-02T01:30:00Z");

        Assert.Equal("2026-02-02T01:30:00Z", back.Text("nextFireTime"));
        Assert.Empty(silent);
        Assert.Equal("2026-02-02T01:30:00Z job", await Admin.FiresAsync(schedule));
    }

    [Fact]
    public async Task Times_nobody_was_there_for_are_made_up_for_by_one_fire_unless_the_last_is_too_old()
    {
        var often = await Admin.ScheduleAsync(
            new
            {
                name = "often",
                cron = "*/10 * * * *",
                start = new { export = new { resource = "teams" } },
            }
        );
        var monthly = await Admin.ScheduleAsync(
            new
            {
                name = "monthly",
                cron = "0 0 1 * *",
                start = new { export = new { resource = "teams" } },
            }
        );
        var waiting = await Admin.ScheduleAsync(Scheduling.Daily("waiting", misfire: "skip"));

        await Admin.SetClockAsync("2026-02-02T01:35:00Z");

        Assert.Equal("2026-02-02T01:30:00Z job", await Admin.FiresAsync(often));
        Assert.Equal("2026-02-01T00:00:00Z fire-missed", await Admin.FiresAsync(monthly));
        Assert.Equal("2026-02-02T01:30:00Z fire-missed", await Admin.FiresAsync(waiting));
        Assert.Equal("fire-missed", (await Admin.ReadScheduleAsync(waiting))["lastError"]!.Text("code"));
    }

    [Fact]
    public async Task A_clock_that_is_put_back_fires_again_but_no_time_twice()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("back"));

        await Admin.SetClockAsync("2026-02-02T01:30:00Z");
        await Admin.SetClockAsync("2026-01-31T12:00:00Z");
        var planned = await Admin.ReadScheduleAsync(schedule);
        await Admin.JobsOfAsync(schedule);
        await Admin.SetClockAsync("2026-02-01T01:30:00Z");
        await Admin.JobsOfAsync(schedule);
        await Admin.SetClockAsync("2026-02-02T01:30:00Z");

        Assert.Equal("2026-02-01T01:30:00Z", planned.Text("nextFireTime"));
        Assert.Equal("2026-02-02T01:30:00Z job\n2026-02-01T01:30:00Z job", await Admin.FiresAsync(schedule));
        Assert.Equal("2026-02-03T01:30:00Z", (await Admin.ReadScheduleAsync(schedule)).Text("nextFireTime"));
    }

    [Theory]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-28T12:00:00Z")]
    [InlineData("2026-10-25T00:30:00Z", "2026-10-24T12:00:00Z")]
    public async Task On_the_days_the_clock_changes_half_past_two_comes_due_once(string due, string before)
    {
        await Admin.SetClockAsync(before);
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("change"));
        var start = DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture);

        for (var quarter = -4; quarter < 12; quarter++)
        {
            await Admin.SetClockAsync(start.AddMinutes(15 * quarter).ToString("O"));
            await Admin.JobsOfAsync(schedule);
        }

        Assert.Equal($"{due} job", await Admin.FiresAsync(schedule));
    }

    [Fact]
    public async Task Running_it_now_starts_a_job_for_the_caller_whatever_time_it_is()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("now", isEnabled: false));
        using var answer = await RunAsync(Admin, schedule);
        var job = await answer.ExpectAsync(HttpStatusCode.Accepted);
        var ended = await Admin.EndedJobAsync(job.Text("id"));
        using var second = await RunAsync(Admin, schedule);
        await second.ExpectAsync(HttpStatusCode.Accepted);
        var after = await Admin.ReadScheduleAsync(schedule);
        using var tried = await Admin.PostAsync(
            new Uri($"/v1/schedules/{schedule.Text("id")}/run?validateOnly=true", UriKind.Relative),
            null
        );

        Assert.Equal($"/v1/jobs/{job.Text("id")}", Assert.Single(answer.Headers.GetValues("Operation-Location")));
        Assert.Equal(schedule.Text("id"), job.Text("scheduleId"));
        Assert.Equal("completed", ended.Text("state"));
        Assert.Null(after["nextFireTime"]);
        Assert.Equal(2, (await Admin.JobsOfAsync(schedule)).Count);
    }

    [Fact]
    public async Task A_schedule_whose_key_was_revoked_starts_nothing_until_another_key_changes_it()
    {
        var (key, keyId) = await KeyAsync(expireTime: null, "schedules:*", "exports:run", "teams:read");
        using var client = _server.WithKey(key);
        var schedule = await client.ScheduleAsync(Scheduling.Daily("orphan"));

        await Admin.DeleteAsync($"/v1/api-keys/{keyId}", HttpStatusCode.NoContent);
        await Admin.SetClockAsync("2026-02-01T01:30:00Z");
        var skipped = await Admin.ReadScheduleAsync(schedule);
        var adopted = await Admin.PatchAsync($"/v1/schedules/{schedule.Text("id")}", new { name = "adopted" });
        await Admin.SetClockAsync("2026-02-02T01:30:00Z");

        Assert.Equal(keyId, schedule.Text("keyId"));
        Assert.Equal("key-revoked", skipped["lastError"]!.Text("code"));
        Assert.Null(skipped["lastJobId"]);
        Assert.NotEqual(keyId, adopted.Text("keyId"));
        Assert.Equal("2026-02-02T01:30:00Z job\n2026-02-01T01:30:00Z key-revoked", await Admin.FiresAsync(schedule));
    }

    [Fact]
    public async Task A_schedule_may_no_more_than_its_key_may_when_it_fires()
    {
        var (key, keyId) = await KeyAsync(expireTime: null, "schedules:*", "exports:run", "teams:read");
        using var client = _server.WithKey(key);
        var narrowed = await client.ScheduleAsync(Scheduling.Daily("narrowed"));
        var (short_, _) = await KeyAsync("2026-02-01T00:00:00Z", "schedules:*", "exports:run", "teams:read");
        using var shortClient = _server.WithKey(short_);
        var expired = await shortClient.ScheduleAsync(Scheduling.Daily("expired"));

        await Admin.PatchAsync($"/v1/api-keys/{keyId}", new { scopes = new[] { "schedules:*", "exports:run" } });
        await Admin.SetClockAsync("2026-02-01T01:30:00Z");

        Assert.Equal("2026-02-01T01:30:00Z scope-missing", await Admin.FiresAsync(narrowed));
        Assert.Equal("2026-02-01T01:30:00Z key-expired", await Admin.FiresAsync(expired));
        Assert.Contains(
            "teams:read",
            (await Admin.ReadScheduleAsync(narrowed))["lastError"]!.Text("detail"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_a_schedule_does_is_told_as_done_by_it_with_its_key()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("told"));
        await Admin.SetClockAsync("2026-02-01T01:30:00Z");
        var job = Assert.Single(await Admin.JobsOfAsync(schedule));

        var events = await Admin.GetJsonAsync($"/v1/events?recordId={job.Text("id")}");
        var created = events["items"]!.AsArray().Single(one => one!.Text("type") == "job.created")!;

        Assert.Equal("schedule", created.Text("via"));
        Assert.Equal(schedule.Text("keyId"), created.Text("keyId"));
        Assert.Equal(schedule.Text("id"), created.Text("requestId"));
    }

    [Fact]
    public async Task Fires_are_read_page_by_page()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("pages", misfire: "skip"));
        for (var day = 0; day < 5; day++)
        {
            await Admin.AdvanceAsync("P1D");
        }

        var times = new List<string>();
        var path = $"/v1/schedules/{schedule.Text("id")}/fires?pageSize=2";
        var token = "";
        do
        {
            var page = await Admin.GetJsonAsync(path + token);
            times.AddRange(page["items"]!.AsArray().Select(fire => fire!.Text("fireTime")));
            token = page["nextPageToken"] is { } next ? $"&pageToken={Uri.EscapeDataString((string)next!)}" : "";
        } while (token.Length > 0);

        Assert.Equal(5, times.Count);
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
    }

    private static Task<CrmServer> StartAsync(params (string, string)[] settings) =>
        CrmServer.StartAsync(Engine.Sqlite, [("Crm:Clock:Virtual", "true"), .. settings]);

    private static Task<HttpResponseMessage> RunAsync(HttpClient client, JsonObject schedule) =>
        client.PostAsync(new Uri($"/v1/schedules/{schedule.Text("id")}/run", UriKind.Relative), content: null);

    private async Task<(string Key, string Id)> KeyAsync(string? expireTime, params string[] scopes)
    {
        var made = await Admin.PostAsync(
            "/v1/api-keys",
            new
            {
                name = "scheduler",
                scopes,
                expireTime,
            }
        );
        return (made.Text("key"), made.Text("id"));
    }
}
