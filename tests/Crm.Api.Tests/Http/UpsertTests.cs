using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>Create or update by key, and what it says it did.</summary>
public sealed class UpsertTests(EngineServers servers) : MechanismTests(servers)
{
    private const string Upsert = $"{Customers}/upsert";

    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_time_creates_then_nothing_changes_then_what_differs_does(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var record = WithExternalId(Unique("known"), "Known Ltd");

        var created = await UpsertAsync(admin, record, "externalId");
        var unchanged = await UpsertAsync(admin, record, "externalId");
        var updated = await UpsertAsync(
            admin,
            new
            {
                kind = "organization",
                name = "Known and Sons",
                externalIds = created["record"]!["externalIds"],
            },
            "email",
            "externalId"
        );

        Assert.Equal("created", created.Text("outcome"));
        Assert.Equal("unchanged", unchanged.Text("outcome"));
        Assert.Equal(created["record"]!.ToJsonString(), unchanged["record"]!.ToJsonString());
        Assert.Equal("updated", updated.Text("outcome"));
        Assert.Equal("Known and Sons", updated["record"]!.Text("name"));
        Assert.Equal(created["record"]!.Text("id"), updated["record"]!.Text("id"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Several_that_match_are_a_duplicate_and_stay_as_they_are(Engine engine)
    {
        var server = await ServerAsync(engine);
        var name = Unique("Twin");
        await CreateAsync(server.Admin, name);
        await CreateAsync(server.Admin, name);
        var before = await EventsAsync(server);

        var answer = await UpsertAsync(
            server.Admin,
            new
            {
                kind = "organization",
                name,
                source = "fair",
            },
            "name"
        );

        Assert.Equal("duplicate", answer.Text("outcome"));
        Assert.False(answer.ContainsKey("record"));
        Assert.Equal(before, await EventsAsync(server));
    }

    [Fact]
    public async Task What_the_record_does_not_say_stays()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var name = Unique("Partly");
        await admin.PostAsync(
            Customers,
            new
            {
                kind = "organization",
                name,
                source = "fair",
            }
        );

        var answer = await UpsertAsync(
            admin,
            new
            {
                kind = "organization",
                name,
                category = "account",
            },
            "name"
        );

        Assert.Equal("fair", answer["record"]!.Text("source"));
        Assert.Equal("account", answer["record"]!.Text("category"));
    }

    [Fact]
    public async Task The_trash_does_not_match()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var record = WithExternalId(Unique("trashed"));
        var first = await UpsertAsync(admin, record, "externalId");
        await admin.DeleteAsync(PathOf(first["record"]!.AsObject()), HttpStatusCode.NoContent);

        var second = await UpsertAsync(admin, record, "externalId");

        Assert.Equal("created", second.Text("outcome"));
    }

    [Fact]
    public async Task Mistakes_are_named_where_they_stand_in_the_request()
    {
        var admin = await AdminAsync(Engine.Sqlite);

        var unknownKey = await admin.PostAsync(
            Upsert,
            new { matchOn = new[] { "name", "shoeSize" }, record = new { kind = "organization", name = Unique("x") } },
            HttpStatusCode.BadRequest
        );
        var brokenRule = await admin.PostAsync(
            Upsert,
            new { matchOn = new[] { "externalId" }, record = new { kind = "organization" } },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("/matchOn/1", unknownKey.BlamedField());
        Assert.Equal("/record/name", brokenRule.BlamedField());
    }

    private static Task<JsonObject> UpsertAsync(HttpClient admin, object record, params string[] matchOn) =>
        admin.PostAsync(Upsert, new { matchOn, record }, HttpStatusCode.OK);
}
