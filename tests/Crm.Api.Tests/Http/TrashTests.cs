using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>Nothing is deleted in a hurry.</summary>
public sealed class TrashTests(EngineServers servers) : MechanismTests(servers)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_deleted_lies_in_the_trash_until_it_is_taken_out(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var customer = await CreateAsync(admin);
        var list = $"{Customers}?filter=id%20%3D%20%22{customer.Text("id")}%22";

        await admin.DeleteAsync(PathOf(customer), HttpStatusCode.NoContent);
        await admin.DeleteAsync(PathOf(customer), HttpStatusCode.NoContent);

        var trashed = await admin.GetJsonAsync(PathOf(customer));
        Assert.NotNull(trashed["deleteTime"]);
        Assert.NotNull(trashed["purgeTime"]);
        Assert.Equal("\"2\"", trashed.Text("etag"));
        Assert.Empty((await admin.GetJsonAsync(list))["items"]!.AsArray());
        Assert.Single((await admin.GetJsonAsync($"{list}&showDeleted=true"))["items"]!.AsArray());
        var refused = await admin.PatchAsync(PathOf(customer), new { source = "fair" }, HttpStatusCode.Conflict);
        Assert.Equal("deleted", refused.Text("code"));

        var back = await admin.PostAsync($"{PathOf(customer)}/undelete", new { }, HttpStatusCode.OK);

        Assert.False(back.ContainsKey("deleteTime"));
        Assert.False(back.ContainsKey("purgeTime"));
        Assert.Single((await admin.GetJsonAsync(list))["items"]!.AsArray());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_key_is_free_while_its_record_is_in_the_trash(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var key = Unique("free");
        var first = await admin.PostAsync(Customers, WithExternalId(key));
        await admin.PostAsync(Customers, WithExternalId(key), HttpStatusCode.Conflict);
        await admin.DeleteAsync(PathOf(first), HttpStatusCode.NoContent);

        await admin.PostAsync(Customers, WithExternalId(key));

        var problem = await admin.PostAsync($"{PathOf(first)}/undelete", new { }, HttpStatusCode.Conflict);
        Assert.Equal("duplicate", problem.Text("code"));
        Assert.NotNull((await admin.GetJsonAsync(PathOf(first)))["deleteTime"]);
    }
}
