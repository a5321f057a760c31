using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Schedules;

/// <summary>Schedules on real time, kept by Quartz: in memory on SQLite, in its clustered store on the servers.</summary>
public sealed class ScheduleStorageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SomeFires = TimeSpan.FromSeconds(4);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task What_comes_due_makes_a_job_and_its_file_until_the_schedule_is_deleted(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.Admin.PostAsync("/v1/teams", new { name = "North" });
        var schedule = await server.Admin.ScheduleAsync(EverySecond("often"));

        var job = await FirstJobAsync(server, schedule);
        await server.Admin.DeleteAsync($"/v1/schedules/{schedule.Text("id")}", HttpStatusCode.NoContent);
        var ended = await server.Admin.EndedJobAsync(job.Text("id"));
        using var file = await server.Admin.GetAsync(new Uri($"/v1/exports/{job.Text("id")}/file", UriKind.Relative));
        var fires = await server.Admin.FiresAsync(schedule);
        await Task.Delay(SomeFires);

        Assert.Equal("completed", ended.Text("state"));
        Assert.Contains("North", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(fires, await server.Admin.FiresAsync(schedule));
        if (engine != Engine.Sqlite)
        {
            Assert.Equal(0, await TriggersAsync(server));
        }
    }

    [Theory, OnPostgres, OnSqlServer]
    public async Task However_many_nodes_keep_it_each_time_starts_one_job(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await using var other = server.StartAnotherNode(extend: null);
        var schedule = await server.Admin.ScheduleAsync(EverySecond("shared"));

        await UntilAsync(async () => (await server.Admin.FiresAsync(schedule)).Split('\n').Length >= 3);
        await other.Admin.PatchAsync($"/v1/schedules/{schedule.Text("id")}", new { isEnabled = false });
        var jobs = await server.Admin.JobsOfAsync(schedule);
        var fires = (await server.Admin.FiresAsync(schedule)).Split('\n');

        var times = fires.Select(fire => fire.Split(' ')[0]).ToList();
        Assert.Equal(times.Distinct(StringComparer.Ordinal).Count(), times.Count);
        Assert.Equal(jobs.Count, fires.Count(fire => fire.EndsWith(" job", StringComparison.Ordinal)));
    }

    [Theory, OnPostgres, OnSqlServer]
    public async Task What_one_node_changes_or_leaves_undone_another_puts_right(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var kept = await server.Admin.ScheduleAsync(Scheduling.Daily("kept"));
        await UntilAsync(async () => await TriggersAsync(server) == 1);

        // As if another node had died between its commit and the trigger.
        await ExecuteAsync(server, "DELETE FROM qrtz_cron_triggers");
        await ExecuteAsync(server, "DELETE FROM qrtz_triggers");
        await using var other = server.StartAnotherNode(extend: null);

        await UntilAsync(async () => await TriggersAsync(server) == 1);
        Assert.NotNull((await other.Admin.ReadScheduleAsync(kept))["nextFireTime"]);
    }

    [Theory, OnPostgres, OnSqlServer]
    public async Task What_came_due_while_no_node_was_there_is_made_up_for_by_the_next_that_starts(Engine engine)
    {
        await using var away = await CrmServer.StartAsync(
            engine,
            ("Crm:Clock:Virtual", "true"),
            ("Crm:Jobs:Run", "false")
        );
        var missed = await away.Admin.ScheduleAsync(Scheduling.Daily("missed"));
        var skipped = await away.Admin.ScheduleAsync(Scheduling.Daily("skipped", misfire: "skip"));

        await using var back = away.StartAnotherNode(
            extend: null,
            ("Crm:Clock:Start", "2026-02-02T09:00:00Z"),
            ("Crm:Jobs:Run", "true")
        );
        await UntilAsync(async () => (await back.Admin.FiresAsync(skipped)).Length > 0);
        var job = await FirstJobAsync(back, missed);

        Assert.Equal("completed", (await back.Admin.EndedJobAsync(job.Text("id"))).Text("state"));
        Assert.Equal("2026-02-02T01:30:00Z job", await back.Admin.FiresAsync(missed));
        Assert.Equal("2026-02-02T01:30:00Z fire-missed", await back.Admin.FiresAsync(skipped));
    }

    [Fact]
    public async Task What_came_due_while_the_only_node_was_down_is_made_up_for_when_it_starts()
    {
        await using var service = await ServiceProcess.StartAsync();
        var schedule = await service.Admin.ScheduleAsync(Scheduling.Daily("missed"));
        service.Kill();
        await MoveToYesterdayAsync(service.Folder);

        await service.StartAsync();
        var fires = "";
        await UntilAsync(async () => (fires = await service.Admin.FiresAsync(schedule)).Length > 0);

        Assert.EndsWith("Z job", Assert.Single(fires.Split('\n')), StringComparison.Ordinal);
        Assert.Equal(
            schedule.Text("nextFireTime"),
            (await service.Admin.ReadScheduleAsync(schedule)).Text("nextFireTime")
        );
    }

    /// <summary>As if the service had been down at the time before the next one.</summary>
    private static async Task MoveToYesterdayAsync(string folder)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "crm.db")};Pooling=false"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE schedules SET next_fire_time = next_fire_time - 86400000000";
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    private static object EverySecond(string name) =>
        new
        {
            name,
            cron = "* * * * * *",
            start = new { export = new { resource = "teams" } },
        };

    private static async Task<JsonObject> FirstJobAsync(CrmServer server, JsonObject schedule)
    {
        List<JsonObject> jobs = [];
        await UntilAsync(async () => (jobs = await server.Admin.JobsOfAsync(schedule)).Count > 0);
        return jobs[0];
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var patience = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!await isSo())
        {
            Assert.True(Environment.TickCount64 < patience, "It did not come about in time.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task<int> TriggersAsync(CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().Database;
        return await db.SqlQueryRaw<int>("SELECT COUNT(*) AS \"Value\" FROM qrtz_triggers").SingleAsync();
    }

    private static async Task ExecuteAsync(CrmServer server, string sql)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CrmDb>().Database.ExecuteSqlRawAsync(sql);
    }
}
