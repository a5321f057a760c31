using System.Net;
using Crm.Api.Jobs;
using Crm.TestKit;

namespace Crm.Data.Tests.Jobs;

/// <summary>Jobs that are stopped in the middle, by people and by trouble, and go on.</summary>
public sealed class JobLifeTests
{
    private const int TwoChunks = 2 * GatedKind.ChunkRows;

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_paused_job_does_nothing_until_it_is_resumed_and_then_each_row_once(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.Extend);
        var id = await server.AddJobAsync();
        server.Gate().LetPass(2);
        await server.UntilRowsAsync(id, TwoChunks);

        await server.Admin.PostAsync($"/v1/jobs/{id}/pause", new { }, HttpStatusCode.OK);
        server.Gate().LetPass(GatedKind.Chunks);
        var other = await server.AddJobAsync();
        // The runner has left the paused job once it does another.
        await server.UntilAsync(other, job => (int)job["progress"]!["rowsDone"]! > 0);
        var paused = await server.Admin.GetJsonAsync($"/v1/jobs/{id}");
        Assert.Equal("paused", paused.Text("state"));
        Assert.Equal(TwoChunks, (int)paused["counts"]!["rowsRead"]!);

        await server.Admin.PostAsync($"/v1/jobs/{id}/resume", new { }, HttpStatusCode.OK);
        server.Gate().LetPass(2 * GatedKind.Chunks);
        var done = await server.UntilStateAsync(id, "completedWithErrors");

        Assert.Equal(GatedKind.Rows, (int)done["progress"]!["rowsDone"]!);
        await server.ExpectAllOnceAsync(id);
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_cancelled_job_keeps_what_it_has_done_and_does_no_more(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.Extend);
        var id = await server.AddJobAsync();
        server.Gate().LetPass(2);
        await server.UntilRowsAsync(id, TwoChunks);

        await server.Admin.PostAsync($"/v1/jobs/{id}/cancel", new { }, HttpStatusCode.OK);
        server.Gate().LetPass(2 * GatedKind.Chunks);
        var other = await server.AddJobAsync();
        await server.UntilStateAsync(other, "completedWithErrors");

        Assert.Equal(Enumerable.Range(2, TwoChunks), await server.LinesAsync(id));
        using var resumed = await server.Admin.SendTextAsync(HttpMethod.Post, $"/v1/jobs/{id}/resume", "{}");
        await resumed.ExpectProblemAsync(HttpStatusCode.Conflict, "job-not-paused");
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_full_disk_pauses_a_job_which_goes_on_once_there_is_room(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.Extend);
        var id = await server.AddJobAsync();
        server.Gate().LetPass(2);
        await server.UntilRowsAsync(id, TwoChunks);

        const int NoSpaceLeft = 28;
        server.Gate().LetFail(new IOException("No space left on device", NoSpaceLeft));
        var paused = await server.UntilStateAsync(id, "paused");
        Assert.Equal("storage-full", paused["error"]!.Text("code"));

        var resumed = await server.Admin.PostAsync($"/v1/jobs/{id}/resume", new { }, HttpStatusCode.OK);
        Assert.Null(resumed["error"]);
        server.Gate().LetPass(GatedKind.Chunks);
        await server.UntilStateAsync(id, "completedWithErrors");
        await server.ExpectAllOnceAsync(id);
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_defect_fails_its_job_and_no_other(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.Extend);
        var id = await server.AddJobAsync();
        server.Gate().LetFail(new InvalidOperationException("A secret of the machine room."));

        var failed = await server.UntilStateAsync(id, "failed");

        Assert.Equal("internal", failed["error"]!.Text("code"));
        Assert.DoesNotContain("machine room", failed.ToJsonString(), StringComparison.Ordinal);
        var other = await server.AddJobAsync();
        server.Gate().LetPass(GatedKind.Chunks);
        await server.UntilStateAsync(other, "completedWithErrors");
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_plan_waits_to_be_applied_and_its_lines_read_as_those_of_a_result_do(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.Extend);
        var id = await server.AddJobAsync(JobState.Planning);
        server.Gate().LetPass(GatedKind.Chunks);

        var planned = await server.UntilStateAsync(id, "planned");

        Assert.StartsWith("plan_", planned.Text("planId"), StringComparison.Ordinal);
        Assert.Equal(GatedKind.Rows, (int)planned["plan"]!["counts"]!["rowsRead"]!);
        Assert.Equal(GatedKind.Rows, (int)planned["progress"]!["rowsTotal"]!);
        Assert.Empty(await server.LinesAsync(id));
        Assert.Equal(Enumerable.Range(2, GatedKind.Rows), await server.LinesAsync(id, "phase=plan&pageSize=7"));
        // The third of seven lines of each chunk.
        Assert.Equal([4, 11, 18, 25, 32], await server.LinesAsync(id, "phase=plan&pageSize=2&outcome=unchanged"));
    }
}
