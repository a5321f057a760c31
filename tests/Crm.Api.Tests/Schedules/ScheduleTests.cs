using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Schedules;

/// <summary>Schedules as a resource: what is taken and shown, and who may make them start what.</summary>
public sealed class ScheduleTests(ScheduleTests.ClockFixture fixture) : IClassFixture<ScheduleTests.ClockFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_schedule_shows_when_it_fires_next()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("next"));

        var found = await Admin.GetJsonAsync(
            "/v1/schedules?filter=" + Uri.EscapeDataString("name = \"next\" isEnabled = true kind = export")
        );
        Assert.Equal("2026-02-01T01:30:00Z", schedule.Text("nextFireTime"));
        Assert.Equal("Europe/Berlin", schedule.Text("timeZone"));
        Assert.Equal("runOnce", schedule.Text("misfire"));
        Assert.Equal("teams", schedule["start"]!["export"]!.Text("resource"));
        Assert.Equal(schedule.Text("id"), Assert.Single(found["items"]!.AsArray())!.Text("id"));
        Assert.Null(schedule["lastFireTime"]);
    }

    [Fact]
    public async Task What_is_left_open_is_filled_in()
    {
        var schedule = await Admin.ScheduleAsync(
            new
            {
                name = "open",
                cron = "@hourly",
                start = new { export = new { resource = "teams" } },
            }
        );

        Assert.Equal("UTC", schedule.Text("timeZone"));
        Assert.True((bool)schedule["isEnabled"]!);
        Assert.Equal("2026-01-31T10:00:00Z", schedule.Text("nextFireTime"));
    }

    [Theory]
    [InlineData("61 * * * *", "/cron")]
    [InlineData("0 9 * * 8", "/cron")]
    [InlineData("daily", "/cron")]
    [InlineData("* * * *", "/cron")]
    [InlineData("0 0 25 * * ?", "/cron")]
    public async Task A_cron_expression_that_cannot_be_read_is_named_with_what_is_wrong(string cron, string pointer)
    {
        var problem = await RefusedAsync(
            new
            {
                name = "bad cron",
                cron,
                start = new { export = new { resource = "teams" } },
            },
            HttpStatusCode.BadRequest,
            "validation"
        );

        Assert.Equal(pointer, problem.BlamedField());
        Assert.StartsWith(
            "This is no cron expression: ",
            problem["errors"]![0]!.Text("detail"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("W. Europe Standard Time")]
    public async Task A_time_zone_that_is_not_of_the_iana_database_is_refused(string timeZone)
    {
        var problem = await RefusedAsync(
            new
            {
                name = "bad zone",
                cron = "@daily",
                timeZone,
                start = new { export = new { resource = "teams" } },
            },
            HttpStatusCode.BadRequest,
            "validation"
        );

        Assert.Equal("/timeZone", problem.BlamedField());
    }

    [Fact]
    public async Task A_schedule_starts_exactly_one_thing()
    {
        var export = new { resource = "teams" };
        var bulkDelete = new { resource = "teams", all = true };

        var both = await RefusedAsync(
            Scheduling.Daily("both", new { export, bulkDelete }),
            HttpStatusCode.BadRequest,
            "validation"
        );
        var none = await RefusedAsync(Scheduling.Daily("none", new { }), HttpStatusCode.BadRequest, "validation");

        Assert.Equal("/start", both.BlamedField());
        Assert.Equal("/start", none.BlamedField());
    }

    [Fact]
    public async Task What_it_starts_is_checked_as_if_it_were_started_directly()
    {
        var resource = await RefusedAsync(
            Scheduling.Daily("resource", new { export = new { resource = "unicorns" } }),
            HttpStatusCode.UnprocessableEntity,
            "unknown-resource"
        );
        var filter = await RefusedAsync(
            Scheduling.Daily("filter", new { bulkDelete = new { resource = "teams", filter = "colour = red" } }),
            HttpStatusCode.BadRequest,
            "filter-unknown-field"
        );
        var open = await RefusedAsync(
            Scheduling.Daily("all", new { bulkDelete = new { resource = "teams" } }),
            HttpStatusCode.UnprocessableEntity,
            "filter-or-all"
        );
        var field = await RefusedAsync(
            Scheduling.Daily(
                "patch",
                new
                {
                    bulkUpdate = new
                    {
                        resource = "teams",
                        all = true,
                        patch = new { colour = "red" },
                    },
                }
            ),
            HttpStatusCode.BadRequest,
            "unknown-field"
        );

        Assert.Equal("/start/export/resource", resource.BlamedField());
        Assert.Equal("/start/bulkDelete/filter", filter.BlamedField());
        Assert.Equal("/start/bulkDelete/filter", open.BlamedField());
        Assert.Equal("/start/bulkUpdate/patch/colour", field.BlamedField());
    }

    [Fact]
    public async Task A_time_that_never_comes_is_refused_unless_the_schedule_is_disabled()
    {
        object Past(bool isEnabled) =>
            new
            {
                name = "past",
                cron = "0 0 9 1 1 ? 2020",
                isEnabled,
                start = new { export = new { resource = "teams" } },
            };

        var problem = await RefusedAsync(Past(true), HttpStatusCode.UnprocessableEntity, "schedule-never-due");
        var disabled = await Admin.ScheduleAsync(Past(false));

        Assert.Equal("/cron", problem.BlamedField());
        Assert.Null(disabled["nextFireTime"]);
    }

    [Fact]
    public async Task Names_are_unique()
    {
        await Admin.ScheduleAsync(Scheduling.Daily("unique"));

        var problem = await RefusedAsync(Scheduling.Daily("unique"), HttpStatusCode.Conflict, "duplicate");

        Assert.Equal("/name", problem.BlamedField());
    }

    [Fact]
    public async Task A_patch_changes_the_times_and_what_is_started()
    {
        var schedule = await Admin.ScheduleAsync(Scheduling.Daily("patched"));
        var path = $"/v1/schedules/{schedule.Text("id")}";

        var moved = await Admin.PatchAsync(
            path,
            new { cron = "0 12 * * *", start = new { export = new { format = "ndjson" } } },
            ifMatch: schedule.Text("etag")
        );
        var other = await Admin.PatchAsync(
            path,
            new
            {
                start = new
                {
                    export = (object?)null,
                    bulkDelete = new { resource = "teams", filter = "name = \"x\"" },
                },
            }
        );
        var off = await Admin.PatchAsync(path, new { isEnabled = false });
        using var stale = new HttpRequestMessage(HttpMethod.Delete, path);
        stale.Headers.TryAddWithoutValidation("If-Match", moved.Text("etag"));
        using var refused = await Admin.SendAsync(stale);

        Assert.Equal("2026-01-31T11:00:00Z", moved.Text("nextFireTime"));
        Assert.Equal("teams", moved["start"]!["export"]!.Text("resource"));
        Assert.Equal("ndjson", moved["start"]!["export"]!.Text("format"));
        Assert.Equal("bulkDelete", other.Text("kind"));
        Assert.Null(other["start"]!["export"]);
        Assert.Null(off["nextFireTime"]);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
    }

    [Fact]
    public async Task Whoever_makes_a_schedule_may_do_himself_what_it_starts()
    {
        using var half = await fixture.Server.WithScopesAsync("schedules:*", "teams:read");
        using var writer = await fixture.Server.WithScopesAsync("schedules:*", "jobs:write", "teams:read");
        using var reader = await fixture.Server.WithScopesAsync("schedules:read", "exports:run", "teams:read");
        var made = await Admin.ScheduleAsync(Scheduling.Daily("guarded"));

        using var export = await half.SendTextAsync(
            HttpMethod.Post,
            "/v1/schedules",
            Json(Scheduling.Daily("no export"))
        );
        using var delete = await writer.SendTextAsync(
            HttpMethod.Post,
            "/v1/schedules",
            Json(Scheduling.Daily("no delete", new { bulkDelete = new { resource = "teams", all = true } }))
        );
        using var change = await half.SendTextAsync(
            HttpMethod.Patch,
            $"/v1/schedules/{made.Text("id")}",
            """{"cron":"@hourly"}"""
        );
        using var make = await reader.SendTextAsync(
            HttpMethod.Post,
            "/v1/schedules",
            Json(Scheduling.Daily("no write"))
        );
        using var run = await half.PostAsync(new Uri($"/v1/schedules/{made.Text("id")}/run", UriKind.Relative), null);

        foreach (var answer in new[] { export, delete, change, make, run })
        {
            await answer.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        }

        Assert.Equal(made.Text("etag"), (await Admin.ReadScheduleAsync(made)).Text("etag"));
    }

    private async Task<JsonObject> RefusedAsync(object form, HttpStatusCode status, string code)
    {
        using var answer = await Admin.SendTextAsync(HttpMethod.Post, "/v1/schedules", Json(form));
        return await answer.ExpectProblemAsync(status, code);
    }

    private static string Json(object form) => System.Text.Json.JsonSerializer.Serialize(form);

    /// <summary>Time stands still at the end of January 2026.</summary>
    public sealed class ClockFixture : CrmFixture
    {
        public override async Task InitializeAsync() =>
            Server = await CrmServer.StartAsync(Engine.Sqlite, ("Crm:Clock:Virtual", "true"));
    }
}
