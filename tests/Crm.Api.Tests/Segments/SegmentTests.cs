using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Segments;

/// <summary>Segments over HTTP: rules, lists, previews and refreshes.</summary>
public sealed class SegmentTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static int _last;

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_rule_is_previewed_with_count_and_sample()
    {
        var tag = NewWord();
        var first = await PersonAsync("Ada", tag);
        var second = await PersonAsync("Bob", tag);
        var rule = await RuleAsync($"tags:{tag}");

        var preview = await PreviewAsync(rule);
        var small = await Admin.PostAsync(
            $"/v1/segments/{rule.Text("id")}/preview?sampleSize=1",
            new { },
            HttpStatusCode.OK
        );

        Assert.Equal(2, (int)preview["count"]!);
        Assert.Equal([first.Text("id"), second.Text("id")], Ids(preview["sample"]!));
        Assert.Equal(
            ("Ada", first.Text("number")),
            (preview["sample"]![0]!.Text("name"), preview["sample"]![0]!.Text("number"))
        );
        Assert.Equal((2, 1), ((int)small["count"]!, small["sample"]!.AsArray().Count));
    }

    [Fact]
    public async Task What_is_not_stored_is_previewed_over_several_segments_in_and_out_at_once()
    {
        var (tag, other, out1) = (NewWord(), NewWord(), NewWord());
        var ada = await PersonAsync("Ada", tag);
        var bob = await PersonAsync("Bob", other);
        await PersonAsync("Cleo", tag, out1);
        await PersonAsync("Dora", other);
        var list = await ListAsync();
        await ChangeAsync(list, add: [ada]);

        var preview = await Admin.PostAsync(
            "/v1/segments/preview",
            new
            {
                include = new[]
                {
                    (await RuleAsync($"tags:{tag}")).Text("id"),
                    (await RuleAsync($"tags:{other}")).Text("id"),
                },
                exclude = new[] { (await RuleAsync($"tags:{out1}")).Text("id") },
                filter = "name != Dora",
            },
            HttpStatusCode.OK
        );
        var without = await Admin.PostAsync(
            "/v1/segments/preview",
            new
            {
                include = new[] { (await RuleAsync($"tags:{tag}")).Text("id") },
                exclude = new[] { list.Text("id") },
            },
            HttpStatusCode.OK
        );

        Assert.Equal([ada.Text("id"), bob.Text("id")], Ids(preview["sample"]!));
        Assert.Equal(2, (int)preview["count"]!);
        Assert.Equal("Cleo", Assert.Single(without["sample"]!.AsArray())!.Text("name"));
    }

    [Theory]
    [InlineData("naem = x", "filter-unknown-field", 0)]
    [InlineData("orders.any(stauts = open)", "filter-unknown-field", 11)]
    [InlineData("age > old", "filter-type", 6)]
    public async Task A_filter_is_checked_when_it_is_written(string filter, string code, int position)
    {
        var form = new
        {
            name = NewWord(),
            kind = "rule",
            filter,
        };

        var problem = await Admin.PostAsync("/v1/segments", form, HttpStatusCode.BadRequest);

        Assert.Equal((code, position), (problem.Text("code"), (int)problem["position"]!));
        Assert.Equal("/filter", problem.BlamedField());
    }

    [Fact]
    public async Task A_rule_needs_a_filter_and_a_list_has_none()
    {
        var rule = await Admin.PostAsync(
            "/v1/segments",
            new { name = NewWord(), kind = "rule" },
            HttpStatusCode.UnprocessableEntity
        );
        var list = await Admin.PostAsync(
            "/v1/segments",
            new
            {
                name = NewWord(),
                kind = "list",
                filter = "name = x",
            },
            HttpStatusCode.UnprocessableEntity
        );
        var turned = await Admin.PatchAsync(
            $"/v1/segments/{(await ListAsync()).Text("id")}",
            new { kind = "rule", filter = "name = x" },
            HttpStatusCode.Conflict
        );

        Assert.Equal(
            ["segment-filter", "segment-filter", "segment-kind-fixed"],
            new[] { rule, list, turned }.Select(problem => problem.Text("code"))
        );
    }

    [Fact]
    public async Task Customers_are_put_onto_a_list_once_and_taken_off_it()
    {
        var list = await ListAsync();
        var (ada, bob) = (await PersonAsync("Ada"), await PersonAsync("Bob"));

        var added = await ChangeAsync(list, add: [ada, bob, ada]);
        var again = await ChangeAsync(list, add: [ada]);
        var removed = await ChangeAsync(list, remove: [ada, await PersonAsync("Cleo")]);

        Assert.Equal((2, 2), ((int)added["added"]!, (int)added["memberCount"]!));
        Assert.Equal((0, 2), ((int)again["added"]!, (int)again["memberCount"]!));
        Assert.Equal((1, 1), ((int)removed["removed"]!, (int)removed["memberCount"]!));
        Assert.Equal([bob.Text("id")], await MembersAsync(list));
        Assert.Equal([bob.Text("id")], Ids((await PreviewAsync(list))["sample"]!));
    }

    [Fact]
    public async Task Only_customers_who_are_there_are_put_onto_a_list_and_nobody_into_a_rule()
    {
        var unknown = await Admin.PostAsync(
            $"/v1/segments/{(await ListAsync()).Text("id")}/members",
            new { add = new[] { (await PersonAsync("Ada")).Text("id"), "019b76da-a800-7000-8000-00000000dead" } },
            HttpStatusCode.UnprocessableEntity
        );
        var rule = await Admin.PostAsync(
            $"/v1/segments/{(await RuleAsync("name = x")).Text("id")}/members",
            new { add = Array.Empty<string>() },
            HttpStatusCode.Conflict
        );

        Assert.Equal(("unknown-reference", "/add/1"), (unknown.Text("code"), unknown.BlamedField()));
        Assert.Equal("segment-not-a-list", rule.Text("code"));
    }

    [Fact]
    public async Task The_members_of_a_rule_are_those_of_its_last_refresh()
    {
        var tag = NewWord();
        var ada = await PersonAsync("Ada", tag);
        var bob = await PersonAsync("Bob", tag);
        var rule = await RuleAsync($"tags:{tag}");
        using var early = await Admin.GetAsync(new Uri($"/v1/segments/{rule.Text("id")}/members", UriKind.Relative));
        var first = await RefreshAsync(rule);
        var cleo = await PersonAsync("Cleo", tag);
        await Admin.PatchAsync($"/v1/customers/{ada.Text("id")}", new { tags = Array.Empty<string>() });
        var between = await MembersAsync(rule);
        await Admin.DeleteAsync($"/v1/customers/{bob.Text("id")}", HttpStatusCode.NoContent);

        var second = await RefreshAsync(rule);

        await early.ExpectProblemAsync(HttpStatusCode.Conflict, "segment-not-refreshed");
        Assert.Equal("created 2", first.CountsText());
        Assert.Equal([ada.Text("id"), bob.Text("id")], between);
        Assert.Equal("created 1, deleted 2", second.CountsText());
        Assert.Equal([cleo.Text("id")], await MembersAsync(rule));
        var stored = await Admin.GetJsonAsync($"/v1/segments/{rule.Text("id")}");
        Assert.Equal(1, (int)stored["memberCount"]!);
        Assert.Equal("unchanged 1", (await RefreshAsync(rule)).CountsText());
    }

    [Fact]
    public async Task Members_are_listed_as_customers_are_page_by_page_with_a_filter()
    {
        var tag = NewWord();
        foreach (var name in new[] { "Ada", "Bob", "Cleo", "Dora" })
        {
            await PersonAsync(name, tag);
        }

        var rule = await RuleAsync($"tags:{tag}");
        await RefreshAsync(rule);
        var path = $"/v1/segments/{rule.Text("id")}/members?orderBy=name%20desc&filter=name%20!%3D%20Cleo&pageSize=2";

        var first = await Admin.GetJsonAsync(path);
        var second = await Admin.GetJsonAsync($"{path}&pageToken={first.Text("nextPageToken")}");

        Assert.Equal(["Dora", "Bob"], first["items"]!.AsArray().Select(item => item!.Text("name")));
        Assert.Equal(["Ada"], second["items"]!.AsArray().Select(item => item!.Text("name")));
    }

    [Fact]
    public async Task A_merge_brings_the_survivor_into_the_segments_of_the_others_once_and_back()
    {
        var (ada, double1, double2) = (await PersonAsync("Ada"), await PersonAsync("Ada"), await PersonAsync("Ada"));
        var (both, one, kept) = (await ListAsync(), await ListAsync(), await ListAsync());
        await ChangeAsync(both, add: [ada, double1]);
        await ChangeAsync(one, add: [double1, double2]);
        await ChangeAsync(kept, add: [double2]);

        var merge = await Admin.PostAsync(
            "/v1/customers/merge",
            new
            {
                customerIds = new[] { ada.Text("id"), double1.Text("id"), double2.Text("id") },
                survivorId = ada.Text("id"),
            },
            HttpStatusCode.OK
        );
        var merged = new[] { await MembersAsync(both), await MembersAsync(one), await MembersAsync(kept) };
        await ChangeAsync(kept, add: [ada]);
        await Admin.PostAsync($"/v1/merges/{merge.Text("mergeId")}/unmerge", new { }, HttpStatusCode.OK);

        Assert.All(merged, members => Assert.Equal([ada.Text("id")], members));
        Assert.Equal([ada.Text("id"), double1.Text("id")], await MembersAsync(both));
        Assert.Equal([double1.Text("id"), double2.Text("id")], await MembersAsync(one));
        Assert.Equal([ada.Text("id"), double2.Text("id")], await MembersAsync(kept));
    }

    [Fact]
    public async Task What_a_filter_asks_of_other_records_needs_the_scope_to_read_them()
    {
        using var narrow = await fixture.Server.WithScopesAsync("customers:read", "segments:read", "segments:write");
        using var reader = await fixture.Server.WithScopesAsync("segments:read");
        var form = new
        {
            name = NewWord(),
            kind = "rule",
            filter = "orders.count > 3",
        };

        var list = await narrow.GetJsonAsync("/v1/customers?filter=orders.count%20%3E%203", HttpStatusCode.Forbidden);
        var written = await narrow.PostAsync("/v1/segments", form, HttpStatusCode.Forbidden);
        var rule = await Admin.PostAsync("/v1/segments", form);
        var preview = await narrow.PostAsync($"/v1/segments/{rule.Text("id")}/preview", new { }, HttpStatusCode.OK);
        var blind = await reader.PostAsync(
            $"/v1/segments/{rule.Text("id")}/preview",
            new { },
            HttpStatusCode.Forbidden
        );

        Assert.Equal(
            ["scope-missing", "scope-missing", "scope-missing"],
            new[] { list, written, blind }.Select(problem => problem.Text("code"))
        );
        Assert.Equal(0, (int)preview["count"]!);
    }

    [Fact]
    public async Task A_schedule_refreshes_a_segment()
    {
        var rule = await RuleAsync("name = x");

        var schedule = await Admin.PostAsync(
            "/v1/schedules",
            new
            {
                name = NewWord(),
                cron = "0 3 * * *",
                timeZone = "UTC",
                start = new { segmentRefresh = new { segmentId = rule.Text("id") } },
            }
        );
        var job = await Admin.PostAsync($"/v1/schedules/{schedule.Text("id")}/run", new { }, HttpStatusCode.Accepted);
        await Admin.SettledJobAsync(job.Text("id"));

        Assert.Equal("segmentRefresh", job.Text("kind"));
        Assert.Equal(0, (int)(await Admin.GetJsonAsync($"/v1/segments/{rule.Text("id")}"))["memberCount"]!);
    }

    private async Task<JsonObject> RefreshAsync(JsonObject segment)
    {
        var job = await Admin.PostAsync($"/v1/segments/{segment.Text("id")}/refresh", new { }, HttpStatusCode.Accepted);
        return await Admin.SettledJobAsync(job.Text("id"));
    }

    private Task<JsonObject> RuleAsync(string filter) =>
        Admin.PostAsync(
            "/v1/segments",
            new
            {
                name = NewWord(),
                kind = "rule",
                filter,
            }
        );

    private Task<JsonObject> ListAsync() => Admin.PostAsync("/v1/segments", new { name = NewWord(), kind = "list" });

    private Task<JsonObject> PreviewAsync(JsonObject segment) =>
        Admin.PostAsync($"/v1/segments/{segment.Text("id")}/preview", new { }, HttpStatusCode.OK);

    private Task<JsonObject> ChangeAsync(JsonObject list, JsonObject[]? add = null, JsonObject[]? remove = null) =>
        Admin.PostAsync(
            $"/v1/segments/{list.Text("id")}/members",
            new
            {
                add = add?.Select(customer => customer.Text("id")) ?? [],
                remove = remove?.Select(customer => customer.Text("id")) ?? [],
            },
            HttpStatusCode.OK
        );

    private async Task<List<string>> MembersAsync(JsonObject segment) =>
        Ids((await Admin.GetJsonAsync($"/v1/segments/{segment.Text("id")}/members"))["items"]!);

    private Task<JsonObject> PersonAsync(string name, params string[] tags) =>
        Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                name,
                tags,
            }
        );

    private static List<string> Ids(JsonNode customers) =>
        [.. customers.AsArray().Select(customer => customer!.Text("id"))];

    private static string NewWord() => $"word{Interlocked.Increment(ref _last)}";
}
