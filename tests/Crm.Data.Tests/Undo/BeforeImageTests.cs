using System.Collections;
using Crm.Api.Cases;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Interactions;
using Crm.Api.Kernel;
using Crm.Api.Opportunities;
using Crm.Api.Orders;
using Crm.Api.Products;
using Crm.Api.Quotes;
using Crm.Data.Tests.Bulk;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Record = Crm.Api.Kernel.Record;

namespace Crm.Data.Tests.Undo;

/// <summary>Whatever a record is changed to, the event of the change has what is needed to put it back: all but what is computed.</summary>
public sealed class BeforeImageTests
{
    private const int Seeds = 40;

    [Theory, OnSqlite, OnPostgres]
    public Task Customers_are_put_back(Engine engine) => CheckAsync<Customer>(engine);

    [Theory, OnSqlite, OnPostgres]
    public Task Opportunities_are_put_back(Engine engine) => CheckAsync<Opportunity>(engine);

    [Theory, OnSqlite]
    public Task Quotes_are_put_back(Engine engine) => CheckAsync<Quote>(engine);

    [Theory, OnSqlite]
    public Task Orders_are_put_back(Engine engine) => CheckAsync<Order>(engine);

    [Theory, OnSqlite]
    public Task Products_are_put_back(Engine engine) => CheckAsync<Product>(engine);

    [Theory, OnSqlite]
    public Task Cases_are_put_back(Engine engine) => CheckAsync<Case>(engine);

    [Theory, OnSqlite]
    public Task Interactions_are_put_back(Engine engine) => CheckAsync<Interaction>(engine);

    private static async Task CheckAsync<T>(Engine engine)
        where T : Record, new()
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.WriteAsync(async work =>
        {
            var model = work.Db.Model;
            var referable = await Referable.MakeAsync(work);
            for (var seed = 0; seed < Seeds; seed++)
            {
                var source = new RandomRecords(model, new Random(seed), referable);
                var id = work.NewId();
                work.Db.Add(source.Make<T>(id));
                await work.Db.SaveChangesAsync();
                var record = await StoredAsync<T>(work, id);
                var before = ShownOf(model, record);

                Overwrite(model, record, source.Make<T>(record.Id));
                await work.Db.SaveChangesAsync();
                var change = await work.Db.Events.FirstAsync(change =>
                    change.RecordId == record.Id && change.RecordVersion == record.Version
                );
                Assert.NotEqual(before, ShownOf(model, record));
                BeforeImage.PutBack(change.Changes!, record, model);
                await work.Db.SaveChangesAsync();

                Assert.Equal(before, ShownOf(model, await StoredAsync<T>(work, id)));
            }
        });
    }

    /// <summary>The record as the engine keeps it, which has its own idea of how fine a moment is.</summary>
    private static async Task<T> StoredAsync<T>(Work work, Guid id)
        where T : Record
    {
        work.Db.ChangeTracker.Clear();
        var query = work.Db.Set<T>().Where(record => record.Id == id);
        foreach (var list in ListsOf(work.Db.Model, typeof(T)))
        {
            query = query.Include(list.Name);
        }

        return await query.AsSplitQuery().FirstAsync();
    }

    private static IEnumerable<INavigation> ListsOf(IModel model, Type kind) =>
        model.FindEntityType(kind)!.GetNavigations().Where(navigation => navigation.IsCollection);

    /// <summary>Takes over every column and every part, as an update would: a part in the same place stays the same row.</summary>
    private static void Overwrite(IModel model, Record record, Record other)
    {
        Copy(model, other, record);
        foreach (var list in ListsOf(model, record.GetType()))
        {
            var present = (IList)list.PropertyInfo!.GetValue(record)!;
            var wanted = (IList)list.PropertyInfo!.GetValue(other)!;
            var hasPlaces = list.TargetEntityType.ClrType.IsAssignableTo(typeof(ListedPart));
            var kept = hasPlaces ? Math.Min(present.Count, wanted.Count) : 0;
            for (var index = present.Count - 1; index >= kept; index--)
            {
                present.RemoveAt(index);
            }

            for (var index = 0; index < wanted.Count; index++)
            {
                if (index < kept)
                {
                    Copy(model, wanted[index]!, present[index]!);
                }
                else
                {
                    present.Add(wanted[index]);
                }
            }
        }
    }

    private static void Copy(IModel model, object from, object to)
    {
        foreach (var property in ShownProperties(model, from).Where(property => !property.IsKey()))
        {
            property.PropertyInfo!.SetValue(to, property.PropertyInfo!.GetValue(from));
        }
    }

    private static string ShownOf(IModel model, Record record) =>
        string.Join(
            '\n',
            ListsOf(model, record.GetType())
                .SelectMany(list =>
                    ((IEnumerable)list.PropertyInfo!.GetValue(record)!)
                        .Cast<object>()
                        .Select(part => $"{list.Name} {RowText(model, part)}")
                        .Order(StringComparer.Ordinal)
                )
                .Prepend(RowText(model, record))
        );

    private static string RowText(IModel model, object row) =>
        string.Join(
            '|',
            ShownProperties(model, row)
                .Select(property => $"{property.Name}={RecordGraph.TextOf(property.PropertyInfo!.GetValue(row))}")
        );

    private static IEnumerable<IProperty> ShownProperties(IModel model, object row) =>
        model.FindEntityType(row.GetType())!.GetProperties().Where(ChangeImage.IsShown);
}
