using System.Collections;
using Crm.Api.Data;
using Crm.Api.Users;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Crm.Data.Tests.Bulk;

/// <summary>A node that stands still holds nobody up for longer than the server lets a transaction idle.</summary>
public sealed class PostgresBulkWriterTests
{
    [Theory, OnPostgres]
    public async Task A_copy_whose_rows_do_not_come_is_ended_by_the_server(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() =>
            server.WriteAsync(async work =>
            {
                await work.Db.Database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = '1s'");
                await work.Bulk.InsertAsync(
                    new SlowList<User>([MakeUser(work)], TimeSpan.FromSeconds(3)),
                    CancellationToken.None
                );
            })
        );

        Assert.Equal(StorageTrouble.Collision, StorageTroubles.Of(failure, server.Engine()));
    }

    [Theory, OnPostgres]
    public async Task What_follows_a_copy_takes_as_long_as_it_takes(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);

        await server.WriteAsync(async work =>
        {
            await work.Db.Database.ExecuteSqlRawAsync("SET LOCAL idle_in_transaction_session_timeout = '1s'");
            await work.Bulk.InsertAsync([MakeUser(work)], CancellationToken.None);
            await work.Db.Database.ExecuteSqlRawAsync("SELECT pg_sleep(1.5)");
        });

        Assert.True(await server.ReadAsync(work => work.Query<User>().AnyAsync(user => user.Name == "Slow")));
    }

    private static User MakeUser(Work work) =>
        new()
        {
            Id = work.NewId(),
            Name = "Slow",
            NameSort = "slow",
            Email = "slow@example.org",
        };

    /// <summary>Stands still before each of its rows.</summary>
    private sealed class SlowList<T>(IReadOnlyList<T> rows, TimeSpan pause) : IReadOnlyList<T>
    {
        public int Count => rows.Count;

        public T this[int index] => rows[index];

        public IEnumerator<T> GetEnumerator()
        {
            using var never = new ManualResetEventSlim();
            foreach (var row in rows)
            {
                never.Wait(pause);
                yield return row;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
