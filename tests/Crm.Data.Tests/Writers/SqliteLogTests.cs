using Crm.Api.Access;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Writers;

/// <summary>Where single writers wait for a job, the write-ahead log is copied back between its chunks, so that it begins anew and stays short.</summary>
public sealed class SqliteLogTests
{
    private const int Chunks = 8;
    private const int Megabyte = 1_000_000;

    private static readonly TimeSpan BetweenCopies = TimeSpan.FromMilliseconds(120);

    [Fact]
    public async Task Beside_single_writers_the_log_of_a_job_stays_short() =>
        Assert.InRange(await LengthAfterAsync(CommitChunkWaitedForAsync), 1, Chunks / 2 * Megabyte);

    [Fact]
    public async Task Left_to_sqlite_it_grows_and_is_copied_back_all_at_once() =>
        Assert.InRange(
            await LengthAfterAsync((work, _) => work.CommitAsync(CancellationToken.None)),
            Chunks * Megabyte,
            long.MaxValue
        );

    /// <returns>Bytes.</returns>
    private static async Task<long> LengthAfterAsync(Func<Work, CrmServer, Task> commitAsync)
    {
        await using var server = await CrmServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        await work.Db.Database.ExecuteSqlRawAsync("CREATE TABLE scratch (content BLOB)");
        await work.CommitAsync(CancellationToken.None);
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            await work.BeginAsync(CancellationToken.None);
            await work.Db.Database.ExecuteSqlAsync($"INSERT INTO scratch VALUES (zeroblob({Megabyte}))");
            await commitAsync(work, server);
            await Task.Delay(BetweenCopies);
        }

        return new FileInfo(Path.Combine(server.Folder, "crm.db-wal")).Length;
    }

    private static async Task CommitChunkWaitedForAsync(Work work, CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var single = scope.ServiceProvider.GetRequiredService<Work>();
        var begun = single.BeginAsync(CancellationToken.None);
        var committed = work.CommitChunkAsync(CancellationToken.None);
        await begun;
        await single.DisposeAsync();
        await committed;
    }
}
