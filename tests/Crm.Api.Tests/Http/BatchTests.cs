using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>Many operations in one request: all or none, or each on its own.</summary>
public sealed class BatchTests(EngineServers servers) : MechanismTests(servers)
{
    private const string Batch = $"{Customers}/batch";

    [Theory, OnSqlite, OnPostgres]
    public async Task An_atomic_batch_with_one_mistake_does_nothing_and_points_at_it(Engine engine)
    {
        var server = await ServerAsync(engine);
        var before = await EventsAsync(server);

        var problem = await server.Admin.PostAsync(
            Batch,
            new { atomic = true, operations = new[] { Create(Unique("a")), Create("") } },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("/operations/1/body/name", problem.BlamedField());
        Assert.Equal(1, (int)problem["index"]!);
        Assert.Equal(before, await EventsAsync(server));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_atomic_each_operation_stands_alone(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var present = await CreateAsync(admin);
        var id = present.Text("id");

        var answer = await admin.PostAsync(
            Batch,
            new
            {
                operations = new object[]
                {
                    Create(Unique("first")),
                    Create(""),
                    new
                    {
                        op = "update",
                        id,
                        etag = "\"9\"",
                        body = new { source = "late" },
                    },
                    new
                    {
                        op = "update",
                        id,
                        etag = "\"1\"",
                        body = new { source = "fair" },
                    },
                    new { op = "delete", id = "no-such-number" },
                    new { op = "update", body = new { } },
                    new { op = "delete", id },
                },
            },
            HttpStatusCode.MultiStatus
        );

        var results = answer["results"]!.AsArray().Select(result => result!.AsObject()).ToList();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], results.Select(result => (int)result["index"]!));
        Assert.Equal([201, 422, 412, 200, 404, 400, 204], results.Select(result => (int)result["status"]!));
        Assert.Equal("/operations/1/body/name", results[1]["problem"]!.BlamedField());
        Assert.Equal("\"1\"", results[2]["problem"]!.Text("etag"));
        Assert.Equal("updated", results[3].Text("outcome"));
        Assert.Equal("\"2\"", results[3].Text("etag"));
        Assert.Equal("/operations/5/id", results[5]["problem"]!.BlamedField());
        Assert.NotNull((await admin.GetJsonAsync(PathOf(present)))["deleteTime"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_duplicate_in_a_batch_spoils_only_itself(Engine engine)
    {
        var admin = await AdminAsync(engine);
        var taken = Unique("taken");
        var operations = new object[]
        {
            new { op = "create", body = WithExternalId(taken) },
            new { op = "create", body = WithExternalId(taken) },
            new { op = "create", body = WithExternalId(Unique("free")) },
        };

        var answer = await admin.PostAsync(Batch, new { operations }, HttpStatusCode.MultiStatus);

        Assert.Equal([201, 409, 201], answer["results"]!.AsArray().Select(result => (int)result!["status"]!));
    }

    [Fact]
    public async Task Deleting_in_a_batch_needs_the_scope_to_delete()
    {
        var server = await ServerAsync(Engine.Sqlite);
        var customer = await CreateAsync(server.Admin);
        using var writer = await server.WithScopesAsync("customers:write");

        var answer = await writer.PostAsync(
            Batch,
            new { operations = new[] { new { op = "delete", id = customer.Text("id") } } },
            HttpStatusCode.MultiStatus
        );

        Assert.Equal(403, (int)answer["results"]![0]!["status"]!);
        Assert.Null((await server.Admin.GetJsonAsync(PathOf(customer)))["deleteTime"]);
    }

    [Fact]
    public async Task A_batch_has_between_1_and_500_operations()
    {
        var admin = await AdminAsync(Engine.Sqlite);

        var none = await admin.PostAsync(Batch, new { operations = Array.Empty<object>() }, HttpStatusCode.BadRequest);
        var many = await admin.PostAsync(
            Batch,
            new { operations = Enumerable.Repeat(Create("x"), 501) },
            HttpStatusCode.BadRequest
        );

        Assert.Equal("/operations", none.BlamedField());
        Assert.Equal("/operations", many.BlamedField());
    }

    private static JsonObject Create(string name) =>
        new()
        {
            ["op"] = "create",
            ["body"] = new JsonObject { ["kind"] = "organization", ["name"] = name },
        };
}
