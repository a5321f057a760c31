using System.Buffers.Binary;
using System.Diagnostics;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Writers;

/// <summary>The write-ahead log is copied back beside those who write, so that it begins anew and nobody's commit has to copy all of it.</summary>
public sealed class SqliteLogTests
{
    private const int Rounds = 3;

    // Enough to be worth a copy; SQLite itself would not begin one before 256 MB.
    private const int Chunks = 8;
    private const int Chunk = 10_000_000;
    private const int Short = 150_000_000;

    /// <summary>Where the log's header counts how often it has begun anew (https://www.sqlite.org/fileformat2.html, 4.1).</summary>
    private const int TimesBegunOffset = 12;

    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task However_much_is_written_the_log_begins_anew_and_stays_short()
    {
        await using var server = await CrmServer.StartAsync();
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        var log = Path.Combine(server.Folder, "crm.db-wal");
        await WriteAsync(work, $"CREATE TABLE scratch (content BLOB)");

        for (var round = 0; round < Rounds; round++)
        {
            var begun = TimesBegun(log);
            for (var chunk = 0; chunk < Chunks; chunk++)
            {
                await WriteAsync(work, $"INSERT INTO scratch VALUES (zeroblob({Chunk}))");
            }

            for (
                var waited = Stopwatch.StartNew();
                TimesBegun(log) == begun && waited.Elapsed < Patience;
                await Task.Delay(BetweenWrites)
            )
            {
                await WriteAsync(work, $"INSERT INTO scratch VALUES (zeroblob(0))");
            }

            Assert.NotEqual(begun, TimesBegun(log));
        }

        Assert.InRange(new FileInfo(log).Length, 1, Short);
        Assert.Equal((long)Rounds * Chunks * Chunk, await LengthAsync(work));
    }

    private static async Task WriteAsync(Work work, FormattableString statement)
    {
        await work.BeginAsync(CancellationToken.None);
        await work.Db.Database.ExecuteSqlAsync(statement);
        await work.CommitAsync(CancellationToken.None);
    }

    private static uint TimesBegun(string log)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Span<byte> count = stackalloc byte[sizeof(uint)];
        file.Position = TimesBegunOffset;
        file.ReadExactly(count);
        return BinaryPrimitives.ReadUInt32BigEndian(count);
    }

    private static Task<long> LengthAsync(Work work) =>
        work.Db.Database.SqlQuery<long>($"SELECT sum(length(content)) AS Value FROM scratch").SingleAsync();
}
