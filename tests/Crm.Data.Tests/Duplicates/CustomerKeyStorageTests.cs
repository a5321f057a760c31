using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Duplicates;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Duplicates;

/// <summary>The stored keys are those of the customers as they are, whichever way these came and went.</summary>
public sealed class CustomerKeyStorageTests
{
    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Keys_follow_their_customers(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.Admin.AddDoublesAsync("keys");
        await new DoubledPeople(people: 300, doubles: 20).AddToAsync(server.Admin);
        var ids = await IdsAsync(server);
        await server.Admin.PatchAsync(
            $"/v1/customers/{ids[0]}",
            JsonNode.Parse("""{"contactPoints":[{"channel":"phone","value":"+49 30 7654321"}]}""")!
        );
        await server.Admin.PatchAsync($"/v1/customers/{ids[1]}", new { category = "vip" });
        await server.Admin.DeleteAsync($"/v1/customers/{ids[2]}", HttpStatusCode.NoContent);
        await server.Admin.DeleteAsync($"/v1/customers/{ids[3]}", HttpStatusCode.NoContent);
        await server.Admin.PostAsync($"/v1/customers/{ids[3]}/undelete", new { }, HttpStatusCode.OK);
        await TwiceInABatchAsync(server, ids[4]);
        await MergedAndPartedAsync(server, ids[10], ids[11], isParted: false);
        await MergedAndPartedAsync(server, ids[12], ids[13], isParted: true);

        var stored = await KeysAsync(server);
        await MakeAnewAsync(server, removing: true);

        var anew = await KeysAsync(server);
        Assert.True(stored.Count > 900, $"{stored.Count} keys");
        Assert.Equal(anew, stored);
        Assert.DoesNotContain(stored, key => key.Customer == Guid.Parse(ids[2]) || key.Customer == Guid.Parse(ids[11]));
        Assert.Contains(stored, key => key.Customer == Guid.Parse(ids[3]));
        Assert.Contains(stored, key => key.Customer == Guid.Parse(ids[13]));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Keys_of_an_earlier_version_are_made_anew(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        await server.Admin.AddDoublesAsync("keys");
        var expected = await KeysAsync(server);
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            await db.Set<CustomerKeySet>().ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, 0));
            await db.Set<CustomerKey>().ExecuteUpdateAsync(set => set.SetProperty(key => key.Key, key => key.Key - 1));
            foreach (var set in await db.Set<CustomerKeySet>().AsNoTracking().ToListAsync())
            {
                var former = CustomerKeySet.BytesOf([.. set.ToKeys().Select(key => key - 1)]);
                await db.Set<CustomerKeySet>()
                    .Where(one => one.CustomerId == set.CustomerId)
                    .ExecuteUpdateAsync(changed => changed.SetProperty(one => one.Keys, former));
            }
        }

        await MakeAnewAsync(server, removing: false);

        Assert.Equal(expected, await KeysAsync(server));
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task Of_a_key_that_very_many_have_only_some_are_looked_at(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var rows = Enumerable.Range(0, 600).Select(number => $"person,Hans,Meyer,+4930{2_000_000 + number}");
        await server.Admin.ImportAsync(
            new { resource = "customers", mode = "create" },
            $"kind,givenName,familyName,contactPoints[0].value,contactPoints[0].channel\n{string.Join('\n', rows.Select(row => $"{row},phone"))}\n"
        );

        var found = await server.Admin.PostAsync(
            "/v1/customers/match?duplicateThreshold=0.001",
            JsonNode.Parse(
                """{"givenName":"Hans","familyName":"Meyer","contactPoints":[{"channel":"phone","value":"+49302000555"}]}"""
            )!,
            HttpStatusCode.OK
        );

        var items = found["items"]!.AsArray();
        Assert.InRange(items.Count, 1, 50);
        Assert.True((double)items[0]!["matchWeight"]! > (double)items[^1]!["matchWeight"]! || items.Count == 1);
        var best = await server.Admin.GetJsonAsync($"/v1/customers/{items[0]!.Text("id")}");
        Assert.Equal("+49302000555", best["contactPoints"]![0]!.Text("normalized"));
    }

    private static async Task TwiceInABatchAsync(CrmServer server, string id)
    {
        var operations = new[] { "+49 30 1112223", "+49 30 3332221" }.Select(phone => new
        {
            op = "update",
            id,
            body = new { contactPoints = new[] { new { channel = "phone", value = phone } } },
        });
        await server.Admin.PostAsync(
            "/v1/customers/batch",
            new { atomic = true, operations },
            HttpStatusCode.MultiStatus
        );
    }

    private static async Task MergedAndPartedAsync(CrmServer server, string survivor, string other, bool isParted)
    {
        var merge = await server.Admin.PostAsync(
            "/v1/customers/merge",
            new { customerIds = new[] { survivor, other }, survivorId = survivor },
            HttpStatusCode.OK
        );
        if (isParted)
        {
            await server.Admin.PostAsync($"/v1/merges/{merge.Text("mergeId")}/unmerge", new { }, HttpStatusCode.OK);
        }
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        var people = db.Customers.Where(customer => customer.Kind == Api.Customers.CustomerKind.Person);
        return
        [
            .. (await people.OrderBy(customer => customer.Id).Select(customer => customer.Id).ToListAsync()).Select(
                id => $"{id}"
            ),
        ];
    }

    private static async Task<List<(long Key, Guid Customer)>> KeysAsync(CrmServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        var keys = await db.Set<CustomerKey>().AsNoTracking().ToListAsync();
        var sets = await db.Set<CustomerKeySet>().AsNoTracking().ToListAsync();
        var pairs = keys.Select(key => (key.Key, key.CustomerId)).Order().ToList();
        Assert.Equal(pairs, sets.SelectMany(set => set.ToKeys().Select(key => (key, set.CustomerId))).Order());
        return pairs;
    }

    private static async Task MakeAnewAsync(CrmServer server, bool removing)
    {
        if (removing)
        {
            await using var scope = server.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            await db.Set<CustomerKey>().ExecuteDeleteAsync();
            await db.Set<CustomerKeySet>().ExecuteDeleteAsync();
        }

        var missing = server.Services.GetRequiredService<MissingKeys>();
        var made = await missing.MakeAsync(Guid.Empty, CancellationToken.None);
        Assert.True(made > 0);
    }
}
