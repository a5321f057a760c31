using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>Merge patches (RFC 7396) on a real record.</summary>
public sealed class MergePatchTests(EngineServers servers) : MechanismTests(servers)
{
    [Fact]
    public async Task What_is_absent_stays_and_null_clears()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var customer = await admin.PostAsync(
            Customers,
            new
            {
                kind = "organization",
                name = Unique("Cancity"),
                source = "fair",
                category = "account",
                tags = new[] { "a", "b" },
            }
        );

        var patched = await admin.PatchAsync(PathOf(customer), new { source = (string?)null, tags = new[] { "c" } });

        Assert.False(patched.ContainsKey("source"));
        Assert.Equal("account", patched.Text("category"));
        Assert.Equal(["c"], patched["tags"]!.AsArray().Select(tag => (string)tag!));
    }

    [Fact]
    public async Task Attributes_are_merged_one_by_one()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        await admin.PostAsync("/v1/attribute-definitions", Definition("patchedText", "text"));
        await admin.PostAsync("/v1/attribute-definitions", Definition("patchedNumber", "number"));
        var customer = await admin.PostAsync(
            Customers,
            new
            {
                kind = "organization",
                name = Unique("Cancity"),
                attributes = new { patchedText = "one", patchedNumber = 2.5 },
            }
        );

        var patched = await admin.PatchAsync(
            PathOf(customer),
            new { attributes = new { patchedText = (string?)null } }
        );

        Assert.Equal("""{"patchedNumber":2.5}""", patched["attributes"]!.ToJsonString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_patch_that_says_what_is_so_already_changes_nothing(Engine engine)
    {
        var server = await ServerAsync(engine);
        var customer = await server.Admin.PostAsync(Customers, WithExternalId(Unique("same"), "Same Ltd"));
        var before = await EventsAsync(server);

        var patched = await server.Admin.PatchAsync(
            PathOf(customer),
            new { name = "Same Ltd", externalIds = customer["externalIds"] }
        );

        Assert.Equal(customer.ToJsonString(), patched.ToJsonString());
        Assert.Equal(before, await EventsAsync(server));
    }

    [Fact]
    public async Task A_patch_is_validated_like_the_record_it_makes()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var customer = await CreateAsync(admin);

        var required = await admin.PatchAsync(
            PathOf(customer),
            new { kind = (string?)null },
            HttpStatusCode.BadRequest
        );
        var unknown = await admin.PatchAsync(
            PathOf(customer),
            new { noSuchField = (string?)null },
            HttpStatusCode.BadRequest
        );

        Assert.Equal("/kind", required.BlamedField());
        Assert.Equal("/noSuchField", unknown.BlamedField());
    }

    [Fact]
    public async Task A_persons_name_that_its_parts_make_too_long_is_refused()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var part = new string('x', 100);

        var problem = await admin.PostAsync(
            Customers,
            new
            {
                kind = "person",
                givenName = part,
                familyName = part,
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("name-too-long", problem.Text("code"));
        Assert.Equal("/name", problem.BlamedField());
    }

    private static object Definition(string key, string type) =>
        new
        {
            key,
            name = key,
            type,
        };
}
