using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.DedupeRuns;
using Crm.Api.Duplicates;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Duplicates;

/// <summary>An import on SQLite leaves the keys of its customers to be entered in their order; whatever happens meanwhile, they end as they ought to.</summary>
public sealed class SortedKeysTests
{
    private const int People = 40;

    [Fact]
    public async Task When_an_import_has_ended_its_customers_have_their_keys()
    {
        await using var server = await CrmServer.StartAsync();

        await ImportAsync(server);

        await using var scope = server.Services.CreateAsyncScope();
        Assert.Equal(People, await Db(scope).Set<CustomerKeySet>().CountAsync());
        Assert.Equal(await SetKeysAsync(scope), await TableKeysAsync(scope));
    }

    [Fact]
    public async Task Who_is_changed_or_deleted_while_they_are_entered_has_the_keys_of_what_it_is_now()
    {
        await using var server = await CrmServer.StartAsync();
        await ImportAsync(server);
        var customers = await ReadWithoutKeysAsync(server);
        var changed = customers.Read(0, 3).Select(customer => customer.Id).ToList();
        await RenameAsync(server, changed[0], "Somebody Else");
        await server.Admin.DeleteAsync($"/v1/customers/{changed[1]}", HttpStatusCode.NoContent);
        await server.Admin.DeleteAsync($"/v1/customers/{changed[2]}", HttpStatusCode.NoContent);
        await server.Admin.PostAsync($"/v1/customers/{changed[2]}/undelete", new { }, HttpStatusCode.OK);

        await EnterAsync(server, customers);

        await AssertAsMadeAnewAsync(server);
    }

    [Fact]
    public async Task Who_is_changed_back_to_what_is_being_entered_keeps_those_keys()
    {
        await using var server = await CrmServer.StartAsync();
        await ImportAsync(server);
        var customers = await ReadWithoutKeysAsync(server);
        var (id, keys) = customers.Read(0, 1).Single();
        var name = (await server.Admin.GetJsonAsync($"/v1/customers/{id}")).Text("name");
        await RenameAsync(server, id, "Somebody Else");
        await AddAsync(server, keys.Select(key => new CustomerKey { Key = key, CustomerId = id }));

        await RenameAsync(server, id, name);
        await EnterAsync(server, customers);

        await AssertAsMadeAnewAsync(server);
    }

    [Fact]
    public async Task Stopped_between_the_keys_and_the_sets_it_is_done_again_without_harm()
    {
        await using var server = await CrmServer.StartAsync();
        await ImportAsync(server);
        var customers = await ReadWithoutKeysAsync(server);
        await AddAsync(server, customers.Sorted().Read(0, 50));

        await SweepAsync(server);

        await AssertAsMadeAnewAsync(server);
    }

    [Fact]
    public async Task What_is_inserted_but_not_committed_yet_is_waited_for()
    {
        await using var server = await CrmServer.StartAsync();
        await ImportAsync(server);
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        work.IsPartOfMany = true;
        var customer = new Customer
        {
            Id = work.NewId(),
            Number = "C-LAST",
            NameSort = "last",
        };
        customer.NameIt("Last One");
        await BulkCapture.CreateAsync(work, [customer], CancellationToken.None);

        var caughtUp = server.Services.GetRequiredService<CustomerKeySweep>().CatchUpAsync(CancellationToken.None);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.False(caughtUp.IsCompleted);
        await work.CommitAsync(CancellationToken.None);
        await caughtUp;

        Assert.True(await work.Db.Set<CustomerKeySet>().AnyAsync(set => set.CustomerId == customer.Id));
    }

    private static Task ImportAsync(CrmServer server)
    {
        var rows = Enumerable.Range(0, People).Select(number => $"person,Hans{number} Meyer{number % 7}");
        return server.Admin.ImportAsync(
            new { resource = "customers", mode = "create" },
            $"kind,name\n{string.Join('\n', rows)}\n"
        );
    }

    private static Task RenameAsync(CrmServer server, Guid id, string name) =>
        server.Admin.PatchAsync($"/v1/customers/{id}", JsonNode.Parse($$"""{"name":"{{name}}"}""")!);

    /// <summary>As the import left them, before anybody entered a key.</summary>
    private static async Task<KeyedCustomers> ReadWithoutKeysAsync(CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        await work.Db.Set<CustomerKey>().ExecuteDeleteAsync();
        await work.Db.Set<CustomerKeySet>().ExecuteDeleteAsync();
        var customers = new KeyedCustomers();
        await foreach (var page in CustomerReader.PagesAsync(work, work.Query<Customer>(), CancellationToken.None))
        {
            foreach (var (customer, keys) in page.Zip(BlockKeysOfCustomers.Of(page)))
            {
                customers.Add(customer.Row.Id, keys);
            }
        }

        return customers;
    }

    private static Task EnterAsync(CrmServer server, KeyedCustomers customers) =>
        new SortedKeys(
            server.Services.GetRequiredService<IServiceScopeFactory>(),
            server.Services.GetRequiredService<DatabaseEngine>()
        ).EnterAsync(customers, CancellationToken.None);

    private static async Task AddAsync(CrmServer server, IEnumerable<CustomerKey> keys)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        await work.Bulk.InsertAsync([.. keys], CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
    }

    private static Task<int> SweepAsync(CrmServer server) =>
        server.Services.GetRequiredService<MissingKeys>().MakeAsync(Guid.Empty, CancellationToken.None);

    private static async Task AssertAsMadeAnewAsync(CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var keys = await TableKeysAsync(scope);
        Assert.Equal(await SetKeysAsync(scope), keys);
        await Db(scope).Set<CustomerKey>().ExecuteDeleteAsync();
        await Db(scope).Set<CustomerKeySet>().ExecuteDeleteAsync();
        Assert.InRange(await SweepAsync(server), People - 1, People);
        Assert.Equal(await TableKeysAsync(scope), keys);
    }

    private static CrmDb Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<CrmDb>();

    private static async Task<List<(long, Guid)>> TableKeysAsync(AsyncServiceScope scope)
    {
        var keys = await Db(scope).Set<CustomerKey>().AsNoTracking().ToListAsync();
        return [.. keys.Select(key => (key.Key, key.CustomerId)).Order()];
    }

    private static async Task<List<(long, Guid)>> SetKeysAsync(AsyncServiceScope scope)
    {
        var sets = await Db(scope).Set<CustomerKeySet>().AsNoTracking().ToListAsync();
        return [.. sets.SelectMany(set => set.ToKeys().Select(key => (key, set.CustomerId))).Order()];
    }
}
