using System.Data.Common;
using Crm.Api.Cases;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Events;
using Crm.Api.Interactions;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Products;
using Crm.Api.Quotes;
using Crm.Api.Users;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Bulk;

/// <summary>What is written and read in bulk is what the change tracker would have written and read.</summary>
public sealed class BulkCaptureTests
{
    private const int Records = 25;
    private const int Seeds = 4;

    private static readonly string[] OwnPerInsert = ["sequence", "events.id"];

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Customers_are_written_and_read_as_by_the_change_tracker(Engine engine) =>
        CompareAsync<Customer>(
            engine,
            customers =>
            {
                // A child before its parent, and its parent before the grandparent.
                (customers[0].ParentId, customers[1].ParentId) = (customers[1].Id, customers[2].Id);
            }
        );

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Opportunities_are_written_and_read_as_by_the_change_tracker(Engine engine) =>
        CompareAsync<Opportunity>(engine);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Quotes_are_written_and_read_as_by_the_change_tracker(Engine engine) => CompareAsync<Quote>(engine);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Orders_are_written_and_read_as_by_the_change_tracker(Engine engine) => CompareAsync<Order>(engine);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Products_are_written_and_read_as_by_the_change_tracker(Engine engine) => CompareAsync<Product>(engine);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Cases_are_written_and_read_as_by_the_change_tracker(Engine engine) => CompareAsync<Case>(engine);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public Task Interactions_are_written_and_read_as_by_the_change_tracker(Engine engine) =>
        CompareAsync<Interaction>(engine);

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_key_that_is_taken_is_refused_as_when_saving(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var user = new User
        {
            Name = "One",
            NameSort = "one",
            Email = "one@example.org",
            ExternalIds =
            {
                new ExternalId<User> { System = "erp", Value = "1" },
            },
        };
        User Copy(Work work) =>
            new()
            {
                Id = work.NewId(),
                Name = user.Name,
                NameSort = user.NameSort,
                Email = user.Email,
                ExternalIds =
                {
                    new ExternalId<User> { System = "erp", Value = "1" },
                },
            };

        var saved = await Assert.ThrowsAsync<DbUpdateException>(() =>
            server.WriteAsync(async work =>
            {
                work.Db.AddRange(Copy(work), Copy(work));
                await work.Db.SaveChangesAsync();
            })
        );
        var inserted = await Assert.ThrowsAsync<DbUpdateException>(() =>
            server.WriteAsync(work => BulkCapture.CreateAsync(work, [Copy(work), Copy(work)], CancellationToken.None))
        );

        var database = server.Engine();
        Assert.Equal(
            database.BrokenUniqueConstraint((DbException)saved.InnerException!),
            database.BrokenUniqueConstraint((DbException)inserted.InnerException!)
        );
    }

    private static async Task CompareAsync<T>(Engine engine, Action<List<T>>? link = null)
        where T : Record, new()
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.WriteAsync(async work =>
        {
            var referable = await Referable.MakeAsync(work);
            for (var seed = 0; seed < Seeds; seed++)
            {
                var ids = Enumerable.Range(0, Records).Select(_ => work.NewId()).ToList();
                List<T> Make()
                {
                    var source = new RandomRecords(work.Db.Model, new Random(seed), referable);
                    var records = ids.ConvertAll(source.Make<T>);
                    link?.Invoke(records);
                    return records;
                }

                var saved = await OutcomeAsync<T>(work, ids, () => SaveAsync(work, Make()));
                var inserted = await OutcomeAsync<T>(
                    work,
                    ids,
                    () => BulkCapture.CreateAsync(work, Make(), CancellationToken.None)
                );

                Assert.Equal(saved, inserted);
                Assert.Contains("|job|request-1|", saved, StringComparison.Ordinal);
            }
        });
    }

    private static async Task SaveAsync<T>(Work work, List<T> records)
        where T : Record
    {
        work.Db.AddRange(records);
        await work.Db.SaveChangesAsync();
    }

    /// <summary>All rows of all tables as text after the writing, and that reading in bulk gives what EF gives; then all is undone.</summary>
    private static async Task<string> OutcomeAsync<T>(Work work, List<Guid> ids, Func<Task> write)
        where T : Record
    {
        var transaction = work.Db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("before");
        await write();
        work.Db.ChangeTracker.Clear();

        var query = work.Db.Set<T>().AsNoTracking();
        foreach (var navigation in RecordGraph.PartsOf(work.Db.Model, typeof(T)))
        {
            query = query.Include(navigation).AsSplitQuery();
        }

        var expected = await query.Where(record => ids.Contains(record.Id)).OrderBy(record => record.Id).ToListAsync();
        var read = await BulkReader.ByIdsAsync<T>(work, ids, CancellationToken.None);
        Assert.Equal(Records, read.Count);
        Assert.Equal(RecordGraph.TextOf(work.Db.Model, expected), RecordGraph.TextOf(work.Db.Model, read));

        var rows = await DumpAsync(work.Db, typeof(T));
        await transaction.RollbackToSavepointAsync("before");
        return rows;
    }

    private static async Task<string> DumpAsync(CrmDb db, Type kind)
    {
        var entity = db.Model.FindEntityType(kind)!;
        var tables = RecordGraph
            .PartsOf(db.Model, kind)
            .Select(name => entity.FindNavigation(name)!.TargetEntityType)
            .Where(target => target.ClrType.IsAssignableTo(typeof(Part)))
            .Append(entity)
            .Append(db.Model.FindEntityType(typeof(Event))!)
            .Select(TableShape.Of);
        var lines = new List<string>();
        foreach (var table in tables)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // The table's name is the model's.
            command.CommandText = $"SELECT * FROM {TableShape.Quoted(db, table.Name)}";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(
                    string.Join(
                        '|',
                        Enumerable
                            .Range(0, reader.FieldCount)
                            .Where(column =>
                                !OwnPerInsert.Contains(reader.GetName(column))
                                && !OwnPerInsert.Contains($"{table.Name}.{reader.GetName(column)}")
                            )
                            .Select(column => RecordGraph.TextOf(reader.GetValue(column)))
                    )
                );
            }

            lines.Add(table.Name);
            lines.AddRange(rows.Order(StringComparer.Ordinal));
        }

        return string.Join('\n', lines);
    }
}
