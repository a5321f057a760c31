using Crm.Api.Access;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Writers;

/// <summary>The write-ahead log is copied back beside those who write, so that it begins anew and nobody's commit has to copy all of it.</summary>
public sealed class SqliteLogTests
{
    private const int Chunks = 22;
    private const int Chunk = 10_000_000;

    // SQLite itself would copy it at 256 MB.
    private const int Short = 150_000_000;

    private static readonly TimeSpan BetweenChunks = TimeSpan.FromMilliseconds(60);

    [Fact]
    public async Task However_much_is_written_the_log_stays_short()
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
            await work.Db.Database.ExecuteSqlAsync($"INSERT INTO scratch VALUES (zeroblob({Chunk}))");
            await work.CommitAsync(CancellationToken.None);
            await Task.Delay(BetweenChunks);
        }

        Assert.InRange(new FileInfo(Path.Combine(server.Folder, "crm.db-wal")).Length, 1, Short);
        Assert.Equal((long)Chunks * Chunk, await LengthAsync(work));
    }

    private static Task<long> LengthAsync(Work work) =>
        work.Db.Database.SqlQuery<long>($"SELECT sum(length(content)) AS Value FROM scratch").SingleAsync();
}
