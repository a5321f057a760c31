using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Duplicates;

/// <summary>What becomes of customers that are written and look like those that are there.</summary>
public sealed class WrittenDuplicatesTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private const string Path = "/v1/customers";

    private readonly Somebody _somebody = new();

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Unless_asked_nobody_looks()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());

        var second = await Admin.PostAsync(Path, _somebody.Misspelt());

        Assert.False(second.ContainsKey("possibleDuplicates"));
    }

    [Fact]
    public async Task A_warned_create_names_whom_the_customer_looks_like()
    {
        var first = await Somebody.AddAsync(Admin, _somebody.Form());

        var second = await Admin.PostAsync($"{Path}?duplicates=warn", _somebody.Misspelt());
        var stranger = await Admin.PostAsync($"{Path}?duplicates=warn", Somebody.Stranger());

        var match = Assert.Single(second["possibleDuplicates"]!.AsArray())!;
        Assert.Equal(first, match.Text("id"));
        Assert.InRange((double)match["score"]!, 0.9, 1);
        Assert.NotEmpty(match["reasons"]!.AsArray());
        Assert.Empty(stranger["possibleDuplicates"]!.AsArray());
        var read = await Admin.GetJsonAsync($"{Path}/{second.Text("id")}");
        Assert.False(read.ContainsKey("possibleDuplicates"));
    }

    [Fact]
    public async Task A_blocked_create_changes_nothing_and_says_why()
    {
        var first = await Somebody.AddAsync(Admin, _somebody.Form());

        var problem = await RefusedAsync(Path, _somebody.Misspelt());

        Assert.Equal(first, Assert.Single(problem["matches"]!.AsArray())!.Text("id"));
        Assert.Single(await FoundAsync());
    }

    [Fact]
    public async Task A_spouse_is_let_in()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());

        await Admin.PostAsync($"{Path}?duplicates=block", _somebody.Spouse());

        Assert.Equal(2, (await FoundAsync()).Count);
    }

    [Fact]
    public async Task The_threshold_decides()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());

        await RefusedAsync(Path, _somebody.Spouse(), "&duplicateThreshold=0.00001");
        await Admin.PostAsync($"{Path}?duplicates=block&duplicateThreshold=1", _somebody.Misspelt());
    }

    [Fact]
    public async Task A_customer_does_not_look_like_itself()
    {
        var id = await Somebody.AddAsync(Admin, _somebody.Form());

        var updated = await Admin.PatchAsync(
            $"{Path}/{id}?duplicates=warn",
            new { givenName = "Grete", name = (string?)null }
        );

        Assert.Empty(updated["possibleDuplicates"]!.AsArray());
    }

    [Fact]
    public async Task An_update_is_looked_at_when_it_touches_what_is_compared()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());
        var other = await Somebody.AddAsync(Admin, Somebody.Stranger());
        var likeness = _somebody.Misspelt();
        likeness["name"] = null;

        using var answer = await Admin.SendTextAsync(
            HttpMethod.Patch,
            $"{Path}/{other}?duplicates=block",
            likeness.ToJsonString(),
            "application/merge-patch+json"
        );
        await answer.ExpectProblemAsync(HttpStatusCode.Conflict, "duplicate");
        await Admin.PatchAsync($"{Path}/{other}", likeness);
        var category = await Admin.PatchAsync($"{Path}/{other}?duplicates=block", new { category = "vip" });

        Assert.False(category.ContainsKey("possibleDuplicates"));
    }

    [Fact]
    public async Task An_upsert_may_update_the_one_it_matches_and_not_make_its_double()
    {
        var first = await Somebody.AddAsync(Admin, _somebody.Form());
        var record = _somebody.Misspelt();
        var updated = await Admin.PostAsync(
            $"{Path}/upsert?duplicates=block",
            new { matchOn = new[] { "phone" }, record = _somebody.Form() },
            HttpStatusCode.OK
        );

        await RefusedAsync(
            $"{Path}/upsert",
            new JsonObject { ["matchOn"] = new JsonArray("name"), ["record"] = record }
        );
        var warned = await Admin.PostAsync(
            $"{Path}/upsert?duplicates=warn",
            new { matchOn = new[] { "name" }, record = _somebody.Misspelt() },
            HttpStatusCode.OK
        );

        Assert.Equal("unchanged", updated.Text("outcome"));
        Assert.Equal("created", warned.Text("outcome"));
        Assert.Equal(first, Assert.Single(warned["record"]!["possibleDuplicates"]!.AsArray())!.Text("id"));
    }

    [Fact]
    public async Task The_operations_of_a_batch_look_like_one_another_too()
    {
        var operations = new JsonArray(
            Create(_somebody.Form()),
            Create(_somebody.Misspelt()),
            Create(_somebody.Spouse())
        );

        var blocked = await Admin.PostAsync(
            $"{Path}/batch?duplicates=block",
            new JsonObject { ["operations"] = operations },
            HttpStatusCode.MultiStatus
        );
        var warned = await Admin.PostAsync(
            $"{Path}/batch?duplicates=warn",
            new JsonObject { ["operations"] = new JsonArray(Create(_somebody.Misspelt())) },
            HttpStatusCode.MultiStatus
        );

        var results = blocked["results"]!.AsArray();
        Assert.Equal([201, 409, 201], results.Select(result => (int)result!["status"]!));
        var match = Assert.Single(results[1]!["problem"]!["matches"]!.AsArray())!;
        Assert.Equal(results[0]!.Text("id"), match.Text("id"));
        Assert.Equal(
            results[0]!.Text("id"),
            Assert.Single(warned["results"]![0]!["possibleDuplicates"]!.AsArray())!.Text("id")
        );
    }

    [Fact]
    public async Task What_was_only_tried_out_is_judged_the_same()
    {
        await Somebody.AddAsync(Admin, _somebody.Form());

        await RefusedAsync(Path, _somebody.Misspelt(), "&validateOnly=true");

        Assert.Single(await FoundAsync());
    }

    [Fact]
    public async Task Who_may_not_read_customers_may_not_ask_for_their_doubles()
    {
        using var writer = await fixture.Server.WithScopesAsync("customers:write");

        var refused = await writer.PostAsync($"{Path}?duplicates=block", _somebody.Form(), HttpStatusCode.Forbidden);
        await writer.PostAsync($"{Path}?duplicates=allow", _somebody.Form());

        Assert.Equal("scope-missing", refused.Text("code"));
    }

    [Fact]
    public async Task The_installation_may_refuse_doubles_unless_a_call_lets_them_in()
    {
        await using var server = await CrmServer.StartAsync(Engine.Sqlite, ("Crm:Duplicates:Policy", "Block"));
        await Somebody.AddAsync(server.Admin, _somebody.Form());
        using var writer = await server.WithScopesAsync("customers:write");

        var refused = await server.Admin.PostAsync(Path, _somebody.Misspelt(), HttpStatusCode.Conflict);
        var blind = await writer.PostAsync(Path, _somebody.Misspelt(), HttpStatusCode.Conflict);
        await writer.PostAsync($"{Path}?duplicates=allow", _somebody.Misspelt());

        Assert.Single(refused["matches"]!.AsArray());
        Assert.Empty(blind["matches"]!.AsArray());
    }

    [Theory]
    [InlineData("duplicates=maybe", "duplicates")]
    [InlineData("duplicates=warn&duplicateThreshold=2", "duplicateThreshold")]
    public async Task What_it_does_not_know_is_refused(string query, string parameter)
    {
        var problem = await Admin.PostAsync($"{Path}?{query}", _somebody.Form(), HttpStatusCode.BadRequest);

        Assert.Equal(parameter, problem.BlamedField());
    }

    private static JsonObject Create(JsonObject body) => new() { ["op"] = "create", ["body"] = body };

    private async Task<JsonObject> RefusedAsync(string path, JsonObject body, string query = "")
    {
        using var answer = await Admin.SendTextAsync(
            HttpMethod.Post,
            $"{path}?duplicates=block{query}",
            JsonSerializer.Serialize(body)
        );
        return await answer.ExpectProblemAsync(HttpStatusCode.Conflict, "duplicate");
    }

    private async Task<JsonArray> FoundAsync() =>
        (await Admin.GetJsonAsync($"{Path}/lookup?phone={Uri.EscapeDataString(_somebody.Phone)}"))["items"]!.AsArray();
}
