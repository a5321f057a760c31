using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Tests.Quotes;
using Crm.TestKit;

namespace Crm.Api.Tests.Orders;

/// <summary>Orders over HTTP: by accepting a quote, over the counter, and from elsewhere.</summary>
public sealed class OrderTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Accepting_a_quote_makes_one_order_with_the_same_lines_and_totals_linked_both_ways()
    {
        var quote = await Admin.QuoteInAsync("sent");

        var accepted = await Admin.DoAsync(
            "quotes",
            quote,
            "accept",
            HttpStatusCode.OK,
            new { channel = "fieldSales", orderTime = "2026-01-05T10:00:00Z" }
        );

        var order = await Admin.GetJsonAsync($"/v1/orders/{accepted.Text("orderId")}");
        Assert.Equal("accepted", accepted.Text("state"));
        Assert.Equal(accepted["order"]!.ToJsonString(), order.ToJsonString());
        Assert.Equal(quote.Text("id"), order.Text("quoteId"));
        Assert.Equal(("open", "fieldSales"), (order.Text("status"), order.Text("channel")));
        Assert.Equal("2026-01-05T10:00:00Z", order.Text("orderTime"));
        Assert.Matches("^O-[0-9]{4}-[0-9]{6}$", order.Text("number"));
        foreach (var field in new[] { "customerId", "currency", "lines", "taxes", "subtotal", "net", "tax", "total" })
        {
            Assert.Equal(quote[field]!.ToJsonString(), order[field]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Accepting_twice_is_refused_but_with_the_same_idempotency_key_replayed()
    {
        var quote = await Admin.QuoteInAsync("sent");

        var first = await Admin.DoAsync("quotes", quote, "accept", HttpStatusCode.OK, idempotencyKey: quote.Text("id"));
        var replayed = await Admin.DoAsync(
            "quotes",
            quote,
            "accept",
            HttpStatusCode.OK,
            idempotencyKey: quote.Text("id")
        );
        var again = await Admin.DoAsync("quotes", first, "accept", HttpStatusCode.Conflict);

        Assert.Equal(first.ToJsonString(), replayed.ToJsonString());
        Assert.Equal("quote-not-sent", again.Text("code"));
        Assert.Single(await OrdersAsync($"quoteId = \"{quote.Text("id")}\""));
    }

    [Fact]
    public async Task Accepting_only_to_see_whether_it_would_work_makes_no_order()
    {
        var quote = await Admin.QuoteInAsync("sent");

        var seen = await Admin.DoAsync("quotes", quote, "accept?validateOnly=true", HttpStatusCode.OK, new { });

        var after = await Admin.GetJsonAsync($"/v1/quotes/{quote.Text("id")}");
        Assert.Equal("accepted", seen.Text("state"));
        Assert.Equal(quote.ToJsonString(), after.ToJsonString());
        Assert.Empty(await OrdersAsync($"quoteId = \"{quote.Text("id")}\""));
    }

    [Fact]
    public async Task An_order_of_long_ago_can_be_brought_in_already_fulfilled_and_is_found_by_its_foreign_id()
    {
        var order = await Admin.PostAsync(
            "/v1/orders",
            await NewAsync(
                new
                {
                    orderTime = "2019-12-24T18:30:00+01:00",
                    channel = "shop",
                    status = "fulfilled",
                    externalIds = new[] { new { system = "till", value = "4711" } },
                }
            )
        );
        var again = await Admin.PostAsync(
            "/v1/orders/upsert",
            new
            {
                matchOn = new[] { "externalId" },
                record = await NewAsync(
                    new
                    {
                        customerId = order.Text("customerId"),
                        externalIds = new[] { new { system = "till", value = "4711" } },
                    }
                ),
            },
            HttpStatusCode.OK
        );

        Assert.Equal("2019-12-24T17:30:00Z", order.Text("orderTime"));
        Assert.Equal(("fulfilled", "2019-12-24T17:30:00Z"), (order.Text("status"), order.Text("fulfillTime")));
        Assert.Equal("unchanged", again.Text("outcome"));
        Assert.Equal(order.Text("id"), again["record"]!.Text("id"));
    }

    [Theory]
    [InlineData("""{"orderTime":"2999-01-01T00:00:00Z"}""", "order-time-ahead", "/orderTime")]
    [InlineData("""{"lines":[]}""", "order-empty", "/lines")]
    public async Task An_order_that_could_never_be_right_is_refused(string fields, string code, string blamed)
    {
        var problem = await Admin.PostAsync(
            "/v1/orders",
            await NewAsync(JsonNode.Parse(fields)!),
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal((code, blamed), (problem.Text("code"), problem.BlamedField()));
    }

    [Fact]
    public async Task An_order_does_not_begin_cancelled()
    {
        var problem = await Admin.PostAsync(
            "/v1/orders",
            await NewAsync(new { status = "cancelled" }),
            HttpStatusCode.Conflict
        );

        Assert.Equal("status-by-verb", problem.Text("code"));
    }

    [Theory]
    [InlineData("open", "fulfill", "fulfilled")]
    [InlineData("open", "cancel", "cancelled")]
    [InlineData("fulfilled", "fulfill", null)]
    [InlineData("fulfilled", "cancel", null)]
    [InlineData("cancelled", "fulfill", null)]
    [InlineData("cancelled", "cancel", null)]
    public async Task Only_an_open_order_is_fulfilled_or_cancelled(string status, string verb, string? outcome)
    {
        var order = await InAsync(status);

        var answer = await Admin.DoAsync(
            "orders",
            order,
            verb,
            outcome is null ? HttpStatusCode.Conflict : HttpStatusCode.OK
        );

        var after = await Admin.GetJsonAsync($"/v1/orders/{order.Text("number")}");
        Assert.Equal(outcome ?? status, after.Text("status"));
        Assert.Equal(outcome is null ? "order-not-open" : null, (string?)answer["code"]);
        Assert.Equal(
            outcome == "cancelled" ? "Too expensive" : null,
            outcome is null ? null : (string?)after["cancelReason"]
        );
    }

    [Theory]
    [InlineData("fulfill")]
    [InlineData("cancel")]
    public async Task A_verb_needs_the_version_it_is_about(string verb)
    {
        var order = await InAsync("open");
        var body = verb == "cancel" ? """{"reason":"no"}""" : "{}";

        using var blind = await Admin.SendTextAsync(HttpMethod.Post, $"/v1/orders/{order.Text("id")}/{verb}", body);
        order["etag"] = "\"7\"";
        var stale = await Admin.DoAsync("orders", order, verb, HttpStatusCode.PreconditionFailed);

        await blind.ExpectProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");
        Assert.Equal("precondition-failed", stale.Text("code"));
    }

    [Fact]
    public async Task What_an_order_says_can_be_changed_only_while_it_is_open_and_its_status_only_by_verbs()
    {
        var order = await InAsync("open");
        var path = $"/v1/orders/{order.Text("id")}";

        var byHand = await Admin.PatchAsync(
            path,
            new { status = "fulfilled" },
            HttpStatusCode.Conflict,
            order.Text("etag")
        );
        var changed = await Admin.PatchAsync(path, new { channel = "web" }, ifMatch: order.Text("etag"));
        var fulfilled = await Admin.DoAsync("orders", changed, "fulfill", HttpStatusCode.OK);
        var late = await Admin.PatchAsync(
            path,
            new { channel = "shop" },
            HttpStatusCode.Conflict,
            fulfilled.Text("etag")
        );

        Assert.Equal("status-by-verb", byHand.Text("code"));
        Assert.Equal("web", changed.Text("channel"));
        Assert.Equal("order-not-open", late.Text("code"));
    }

    [Fact]
    public async Task An_order_made_by_a_quote_cannot_be_deleted()
    {
        var quote = await Admin.QuoteInAsync("accepted");
        var order = await Admin.GetJsonAsync($"/v1/orders/{quote.Text("orderId")}");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v1/orders/{order.Text("id")}");
        request.Headers.TryAddWithoutValidation("If-Match", order.Text("etag"));

        using var answer = await Admin.SendAsync(request);

        await answer.ExpectProblemAsync(HttpStatusCode.Conflict, "order-of-quote");
    }

    [Fact]
    public async Task Orders_are_found_by_status_channel_time_and_amount()
    {
        var open = await InAsync("open");
        var customer = $"customerId = \"{open.Text("customerId")}\"";

        Assert.Single(await OrdersAsync($"{customer} AND status = \"open\" AND channel = \"shop\" AND total > 71.35"));
        Assert.Empty(await OrdersAsync($"{customer} AND (status = \"fulfilled\" OR total > 71.36)"));
        Assert.Single(await OrdersAsync($"{customer} AND orderTime < \"2026-01-06T00:00:00Z\" AND NOT cancelTime:*"));
    }

    private async Task<JsonObject> InAsync(string status)
    {
        var order = await Admin.PostAsync(
            "/v1/orders",
            await NewAsync(
                new
                {
                    channel = "shop",
                    orderTime = "2026-01-05T10:00:00Z",
                    status = status == "fulfilled" ? "fulfilled" : "open",
                }
            )
        );
        return status == "cancelled" ? await Admin.DoAsync("orders", order, "cancel", HttpStatusCode.OK) : order;
    }

    /// <summary>An order of one line, with these fields besides or instead.</summary>
    private async Task<JsonObject> NewAsync(object fields)
    {
        var order = new JsonObject
        {
            ["customerId"] = await Admin.CustomerAsync(),
            ["lines"] = new JsonArray(JsonSerializer.SerializeToNode(Offers.Line)),
        };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(fields)!.AsObject())
        {
            order[name] = value?.DeepClone();
        }

        return order;
    }

    private async Task<JsonArray> OrdersAsync(string filter)
    {
        var page = await Admin.GetJsonAsync($"/v1/orders?filter={Uri.EscapeDataString(filter)}");
        return page["items"]!.AsArray();
    }
}
