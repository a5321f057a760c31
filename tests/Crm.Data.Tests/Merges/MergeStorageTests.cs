using System.Globalization;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Crm.Api.Merges;
using Crm.Data.Tests.Bulk;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Merges;

/// <summary>Whatever hangs on customers, by the model and not by a list of ours, a merge moves, and an unmerge brings back.</summary>
public sealed class MergeStorageTests
{
    private const int Clusters = 30;
    private const int RecordsOfAKind = 40;

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Merging_moves_all_that_refers_to_customers_and_undoing_it_leaves_every_row_as_it_was(
        Engine engine
    )
    {
        await using var server = await CrmServer.StartAsync(engine);
        var random = new Random(7);
        var customers = await RandomCustomers.MakeAsync(server.Admin, random, 3 * Clusters);
        await server.WriteAsync(work => HangOnAsync(work, customers, random));
        var before = await DumpAsync(server);
        var clusters = customers.Chunk(3).Select(ids => new { customerIds = ids.Take(2 + random.Next(2)) }).ToList();

        var planned = await server.Admin.PlanAsync("/v1/bulk-merges", new { clusters });
        Assert.Equal(before, await DumpAsync(server));
        var merged = await server.Admin.ApplyAsync(planned);

        Assert.Equal($"updated {Clusters}", planned.CountsText());
        Assert.Equal($"updated {Clusters}", merged.CountsText());
        await server.WriteAsync(NobodyRefersToMergedAsync);
        Assert.NotEqual(before, await DumpAsync(server));

        var undone = await server.Admin.ApplyAsync(await server.Admin.PlanUndoAsync(merged));

        Assert.Equal($"updated {Clusters}", undone.CountsText());
        var after = await DumpAsync(server);
        Assert.Equal(before.Count, after.Count);
        Assert.All(before.Zip(after), row => Assert.Equal(row.First, row.Second));
    }

    /// <summary>Records of every kind that can refer to a customer, each to several of them.</summary>
    private static async Task HangOnAsync(Work work, IReadOnlyList<Guid> customers, Random random)
    {
        var model = work.Db.Model;
        var referable = await Referable.MakeAsync(work);
        var kinds = CustomerReference.Of(model).Select(reference => reference.Kind).Distinct().ToHashSet();
        var entities = model.GetEntityTypes().Where(entity => kinds.Contains(Api.Events.EventNames.Of(entity.ClrType)));
        foreach (var entity in entities.Where(entity => entity.ClrType != typeof(Customer)))
        {
            for (var index = 0; index < RecordsOfAKind; index++)
            {
                referable[(typeof(Customer), nameof(Record.Id))] = customers[random.Next(customers.Count)];
                var records = new RandomRecords(model, random, referable);
                var record = (Record)
                    typeof(RandomRecords)
                        .GetMethod(nameof(RandomRecords.Make))!
                        .MakeGenericMethod(entity.ClrType)
                        .Invoke(records, [work.NewId()])!;
                (record.DeleteTime, record.PurgeTime) = (random.Next(4) == 0 ? work.Now : null, null);
                Scatter(record, entity, customers, random);
                work.Db.Add(record);
            }
        }

        await work.Db.SaveChangesAsync();
    }

    /// <summary>Each column refers to a customer of its own; a record of any kind to a customer, half of the time.</summary>
    private static void Scatter(Record record, IEntityType entity, IReadOnlyList<Guid> customers, Random random)
    {
        foreach (var reference in CustomerReference.Of(entity.Model))
        {
            if (reference.Kind == Api.Events.EventNames.Of(entity.ClrType))
            {
                reference.Set(record, customers[random.Next(customers.Count)]);
            }
        }

        if (entity.ReferenceToAny() is { } any && random.Next(2) == 0)
        {
            var type = Nullable.GetUnderlyingType(any.Kind.ClrType) ?? any.Kind.ClrType;
            any.Kind.PropertyInfo!.SetValue(record, type.IsEnum ? Enum.Parse(type, "Customer") : "customer");
        }
    }

    private static async Task NobodyRefersToMergedAsync(Work work)
    {
        var merged = await work.QueryWithTrash<Customer>()
            .Where(customer => customer.MergedIntoId != null)
            .Select(customer => customer.Id)
            .ToListAsync();
        Assert.NotEmpty(merged);
        foreach (var reference in CustomerReference.Of(work.Db.Model).Where(reference => reference.Kind != "customer"))
        {
            Assert.Empty(await reference.CountAsync(work, merged, CancellationToken.None));
        }
    }

    /// <summary>Every row of every table that holds records, but for versions and times of change.</summary>
    private static async Task<IReadOnlyList<string>> DumpAsync(CrmServer server)
    {
        var rows = new List<string>();
        await server.WriteAsync(async work =>
        {
            foreach (var entity in work.Db.Model.GetEntityTypes().Where(IsOfRecords))
            {
                var dump = typeof(MergeStorageTests)
                    .GetMethod(nameof(DumpAsync), 1, [typeof(CrmDb)])!
                    .MakeGenericMethod(entity.ClrType);
                rows.AddRange(await (Task<List<string>>)dump.Invoke(null, [work.Db])!);
            }
        });
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    public static async Task<List<string>> DumpAsync<T>(DbContext db)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var shown = entity.GetProperties().Where(property => property.Name is not ("Version" or "UpdateTime")).ToList();
        var all = await db.Set<T>().AsNoTracking().ToListAsync();
        return all.ConvertAll(row =>
            entity.DisplayName()
            + string.Concat(
                shown.Select(property =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"|{property.Name}={property.GetGetter().GetClrValue(row)}"
                    )
                )
            )
        );
    }

    private static bool IsOfRecords(IEntityType entity) =>
        (entity.ClrType.IsAssignableTo(typeof(Record)) || entity.ClrType.IsAssignableTo(typeof(Part)))
        && entity.ClrType.Namespace is { } place
        && !place.EndsWith(".Merges", StringComparison.Ordinal)
        && !place.EndsWith(".Jobs", StringComparison.Ordinal)
        && !place.EndsWith(".ApiKeys", StringComparison.Ordinal);
}
