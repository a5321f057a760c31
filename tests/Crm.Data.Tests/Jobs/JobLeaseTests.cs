using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.TestKit;

namespace Crm.Data.Tests.Jobs;

/// <summary>Which node may run a job, and that no other can write for it.</summary>
public sealed class JobLeaseTests
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromSeconds(1.1);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Of_two_nodes_that_see_a_free_job_one_takes_it(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.RunsNone);
        for (var round = 0; round < 10; round++)
        {
            await server.AddJobAsync();

            var runs = await Task.WhenAll(TakeAsync(server), TakeAsync(server), TakeAsync(server), TakeAsync(server));

            Assert.Single(runs, run => run is not null);
        }
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_node_that_shows_itself_keeps_its_job_and_one_that_is_silent_loses_it(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.RunsNone, GatedJobs.ShortLease);
        await server.AddJobAsync();
        var run = (await TakeAsync(server))!;
        var watcher = server.LeasesOfANode();
        Assert.Null(await watcher.TakeAsync(CancellationToken.None));

        await Task.Delay(LongerThanALease);
        Assert.True(await run.BeatAsync(CancellationToken.None));
        Assert.Null(await watcher.TakeAsync(CancellationToken.None));

        await Task.Delay(LongerThanALease);
        Assert.NotNull(await watcher.TakeAsync(CancellationToken.None));
        Assert.False(await run.BeatAsync(CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_node_that_was_only_asleep_can_commit_nothing_once_another_has_the_job(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.RunsNone, GatedJobs.ShortLease);
        var id = await server.AddJobAsync();
        var sleeper = (await TakeAsync(server))!;
        await GatedKind.DoAsync(sleeper, LedgerKind.Result, position: 0);
        var next = server.LeasesOfANode();
        await next.TakeAsync(CancellationToken.None);
        await Task.Delay(LongerThanALease);
        var successor = (await next.TakeAsync(CancellationToken.None))!;

        await Assert.ThrowsAsync<JobStopped>(() => GatedKind.DoAsync(sleeper, LedgerKind.Result, position: 1));
        await Assert.ThrowsAsync<JobStopped>(() => sleeper.CompleteAsync(CancellationToken.None));
        await Assert.ThrowsAsync<JobStopped>(() => sleeper.FailAsync("internal", "It must not say so."));
        await sleeper.ReleaseAsync();

        Assert.Equal(GatedKind.ChunkRows, (await server.LinesAsync(id)).Count);
        var job = await server.StoredJobAsync(id);
        Assert.Equal(GatedKind.ChunkRows, job.RowsRead);
        Assert.Equal(JobState.Running, job.State);
        Assert.NotNull(job.Owner);
        await GatedKind.DoAsync(successor, LedgerKind.Result, position: 1);
        Assert.Equal(2 * GatedKind.ChunkRows, (await server.StoredJobAsync(id)).RowsRead);
    }

    [Theory, OnPostgres, OnSqlServer]
    public async Task Another_node_takes_up_the_job_of_a_dead_one_where_it_stopped(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.RunsNone);
        var id = await server.AddJobAsync();
        var dead = (await TakeAsync(server))!;
        await GatedKind.DoAsync(dead, LedgerKind.Result, position: 0);
        await using var other = server.StartAnotherNode(
            GatedJobs.Extend,
            ("Crm:Jobs:Run", "true"),
            GatedJobs.ShortLease
        );

        other.Gate().LetPass(GatedKind.Chunks);
        await server.UntilStateAsync(id, "completedWithErrors");

        await server.ExpectAllOnceAsync(id);
        Assert.Equal(2, (await server.StoredJobAsync(id)).Epoch);
    }

    [Theory, OnPostgres, OnSqlServer]
    public async Task A_node_that_is_stopped_gives_its_job_back_at_once(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, GatedJobs.RunsNone);
        var id = await server.AddJobAsync();
        await using (var other = server.StartAnotherNode(GatedJobs.Extend, ("Crm:Jobs:Run", "true")))
        {
            other.Gate().LetPass(2);
            await server.UntilRowsAsync(id, 2 * GatedKind.ChunkRows);
        }

        var job = await server.StoredJobAsync(id);

        Assert.Null(job.Owner);
        Assert.Equal(JobState.Running, job.State);
        Assert.Equal(2 * GatedKind.ChunkRows, (await TakeAsync(server))!.Job.RowsRead);
    }

    private static Task<JobRun?> TakeAsync(CrmServer server) =>
        server.LeasesOfANode().TakeAsync(CancellationToken.None);
}
