using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Http;

/// <summary>A rehearsal answers like the real thing and leaves no trace.</summary>
public sealed class ValidateOnlyTests(EngineServers servers) : MechanismTests(servers)
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_rehearsed_create_answers_the_record_and_keeps_nothing(Engine engine)
    {
        var server = await ServerAsync(engine);
        var before = await EventsAsync(server);

        var rehearsed = await server.Admin.PostAsync(
            $"{Customers}?validateOnly=true",
            new { kind = "organization", name = "Rehearsed" }
        );

        Assert.Equal("Rehearsed", rehearsed.Text("name"));
        await server.Admin.GetJsonAsync(PathOf(rehearsed), HttpStatusCode.NotFound);
        Assert.Equal(before, await EventsAsync(server));
    }

    [Fact]
    public async Task A_rehearsal_burns_no_number()
    {
        var admin = await AdminAsync(Engine.Sqlite);
        var before = await CreateAsync(admin);

        await admin.PostAsync($"{Customers}?validateOnly=true", new { kind = "organization", name = "Rehearsed" });

        var after = await CreateAsync(admin);
        Assert.Equal(NumberOf(before) + 1, NumberOf(after));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rehearsed_changes_deletes_and_batches_leave_the_record_as_it_was(Engine engine)
    {
        var server = await ServerAsync(engine);
        var customer = await CreateAsync(server.Admin);
        var before = await EventsAsync(server);

        var patched = await server.Admin.PatchAsync($"{PathOf(customer)}?validateOnly=true", new { source = "fair" });
        await server.Admin.DeleteAsync($"{PathOf(customer)}?validateOnly=true", HttpStatusCode.NoContent);
        await server.Admin.PostAsync(
            $"{Customers}/batch?validateOnly=true",
            new { operations = new[] { new { op = "delete", id = customer.Text("id") } } },
            HttpStatusCode.MultiStatus
        );

        Assert.Equal("fair", patched.Text("source"));
        Assert.Equal(customer.ToJsonString(), (await server.Admin.GetJsonAsync(PathOf(customer))).ToJsonString());
        Assert.Equal(before, await EventsAsync(server));
    }

    [Fact]
    public async Task A_rehearsal_is_refused_like_the_real_thing()
    {
        var server = await ServerAsync(Engine.Sqlite);
        using var reader = await server.WithScopesAsync("customers:read");

        var problem = await server.Admin.PostAsync(
            $"{Customers}?validateOnly=true",
            new { kind = "organization" },
            HttpStatusCode.UnprocessableEntity
        );
        using var forbidden = await SendAsync(reader, HttpMethod.Post, $"{Customers}?validateOnly=true", new { });

        Assert.Equal("/name", problem.BlamedField());
        await forbidden.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    private static long NumberOf(System.Text.Json.Nodes.JsonObject customer) =>
        long.Parse(customer.Text("number")["CU-".Length..], null);
}
