using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Events;

/// <summary>The feed of events over HTTP.</summary>
public sealed class EventTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task The_history_of_a_record_says_who_changed_what_from_which_value_to_which()
    {
        var customer = await CustomerAsync("Before");
        await Admin.PatchAsync($"/v1/customers/{customer}", new { name = "After", category = "account" });

        var events = (await Admin.GetJsonAsync($"/v1/events?recordId={customer}"))["items"]!.AsArray();

        Assert.Equal(["customer.created", "customer.updated"], events.Select(happened => happened!.Text("type")));
        var change = events[1]!;
        Assert.Equal("admin", change.Text("keyName"));
        Assert.Equal("api", change.Text("via"));
        Assert.NotNull(change["requestId"]);
        Assert.Equal(2, (int)change["recordVersion"]!);
        var name = change["changes"]!.AsArray().Single(field => field!.Text("field") == "name")!;
        Assert.Equal("Before", name.Text("old"));
        Assert.Equal("After", name.Text("new"));
        var category = change["changes"]!.AsArray().Single(field => field!.Text("field") == "category")!;
        Assert.Null(category["old"]);
        Assert.Equal("account", category.Text("new"));
    }

    [Fact]
    public async Task A_consumer_goes_on_from_its_cursor_and_gets_each_event_once()
    {
        var cursor = await EndAsync();
        var made = new List<string>();
        for (var count = 0; count < 5; count++)
        {
            made.Add(await CustomerAsync($"Fed {count}"));
        }

        var seen = new List<string>();
        JsonObject piece;
        do
        {
            piece = await Admin.GetJsonAsync($"/v1/events?after={cursor}&pageSize=2&type=customer.created");
            seen.AddRange(piece["items"]!.AsArray().Select(happened => happened!.Text("recordId")));
            cursor = piece.Text("nextCursor");
        } while ((bool)piece["hasMore"]!);

        Assert.Equal(made, seen);
        var later = await Admin.GetJsonAsync($"/v1/events?after={cursor}&type=customer.created");
        Assert.Empty(later["items"]!.AsArray());
        Assert.NotNull(later["nextCursor"]);
    }

    [Fact]
    public async Task The_feed_comes_as_lines_with_the_cursor_in_the_last_one()
    {
        var cursor = await EndAsync();
        var customer = await CustomerAsync("Lined");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/events?after={cursor}&recordId={customer}");
        request.Headers.Add("Accept", "application/x-ndjson");
        using var answer = await Admin.SendAsync(request);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        Assert.Equal(customer, JsonNode.Parse(lines[0])!.Text("recordId"));
        var end = JsonNode.Parse(lines[1])!;
        Assert.True((bool)end["_end"]!);
        Assert.Equal(1, (int)end["rows"]!);
        var rest = await Admin.GetJsonAsync($"/v1/events?after={end.Text("nextCursor")}&recordId={customer}");
        Assert.Empty(rest["items"]!.AsArray());
    }

    [Theory]
    [InlineData("after=AXKpdWkAAAAA", "after", "cursor-malformed")]
    [InlineData("recordId=nobody", "recordId", "wrong-type")]
    public async Task What_is_no_cursor_or_no_id_is_refused(string query, string parameter, string code)
    {
        var problem = await Admin.GetJsonAsync($"/v1/events?{query}", HttpStatusCode.BadRequest);

        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(parameter, problem.BlamedField());
    }

    private async Task<string> CustomerAsync(string name) =>
        (await Admin.PostAsync("/v1/customers", new { kind = "organization", name })).Text("id");

    /// <summary>The cursor behind all that has happened so far.</summary>
    private async Task<string> EndAsync()
    {
        string? cursor = null;
        JsonObject piece;
        do
        {
            piece = await Admin.GetJsonAsync($"/v1/events?pageSize=500{(cursor is null ? "" : $"&after={cursor}")}");
            cursor = piece.Text("nextCursor");
        } while ((bool)piece["hasMore"]!);

        return cursor;
    }
}
