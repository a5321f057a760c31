using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Quotes;

/// <summary>What the engines must do alike for quotes and orders: keep figures exact, filter by a computed state, link both ways.</summary>
public sealed class QuoteStorageTests
{
    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task A_quote_expires_is_revised_accepted_once_and_becomes_an_order(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine, ("Crm:Clock:Virtual", "true"));
        var admin = server.Admin;
        var quote = await SentAsync(admin, await NewAsync(admin));

        await admin.PostAsync("/v1/clock", new { advance = "P31D" }, HttpStatusCode.OK);
        Assert.Equal(quote.Text("id"), (await FoundAsync(admin, "quotes", "state = \"expired\"")).Text("id"));
        var revision = await SentAsync(admin, await DoAsync(admin, quote, "revise"));
        Assert.Equal(quote.Text("id"), (await FoundAsync(admin, "quotes", "state = \"superseded\"")).Text("id"));
        Assert.Equal(
            revision.Text("id"),
            (await FoundAsync(admin, "quotes", "state = \"sent\" AND total = 5926.37")).Text("id")
        );

        var accepting = Enumerable.Range(0, 4).Select(_ => TryAsync(admin, revision, "accept"));
        var statuses = await Task.WhenAll(accepting);

        var order = await FoundAsync(admin, "orders", "total > 5926.36 AND total < 5926.38");
        Assert.Single(statuses, status => status == HttpStatusCode.OK);
        Assert.All(
            statuses,
            status =>
                Assert.Contains(
                    status,
                    new[] { HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.PreconditionFailed }
                )
        );
        Assert.Equal(revision.Text("id"), order.Text("quoteId"));
        Assert.Equal(revision["lines"]!.ToJsonString(), order["lines"]!.ToJsonString());
    }

    [Theory, OnSqlite, OnPostgres, OnSqlServer]
    public async Task The_largest_amounts_come_back_as_they_were_sent(Engine engine)
    {
        await using var server = await CrmServer.StartAsync(engine);
        var customer = await server.Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" });

        var quote = await server.Admin.PostAsync(
            "/v1/quotes",
            new
            {
                customerId = customer.Text("id"),
                lines = new[]
                {
                    new
                    {
                        description = "Everything",
                        quantity = 1,
                        unitPrice = new { amount = "999999999999.9999", currency = "CLF" },
                    },
                },
            }
        );

        var read = await server.Admin.GetJsonAsync($"/v1/quotes/{quote.Text("number")}");
        Assert.Equal(quote.ToJsonString(), read.ToJsonString());
        Assert.Equal("999999999999.9999", read["total"]!.Text("amount"));
    }

    private static async Task<JsonObject> NewAsync(HttpClient client)
    {
        var customer = await client.PostAsync("/v1/customers", new { kind = "organization", name = "Cancity" });
        return await client.PostAsync(
            "/v1/quotes",
            new
            {
                customerId = customer.Text("id"),
                issueDate = "2026-01-31",
                validUntil = "2026-03-01",
                discountPercent = 33.3333,
                lines = new[]
                {
                    new
                    {
                        description = "GTX Pro",
                        quantity = 1.7501,
                        unitPrice = new { amount = "4821.00", currency = "EUR" },
                    },
                    new
                    {
                        description = "Setup",
                        quantity = 1.0,
                        unitPrice = new { amount = "452.3205", currency = "EUR" },
                    },
                },
            }
        );
    }

    private static async Task<JsonObject> SentAsync(HttpClient client, JsonObject quote)
    {
        var approved = await DoAsync(client, quote, "approve");
        return await DoAsync(client, approved, "send");
    }

    private static async Task<JsonObject> DoAsync(HttpClient client, JsonObject quote, string verb)
    {
        using var answer = await SendAsync(client, quote, verb);
        return await answer.ExpectAsync(HttpStatusCode.OK);
    }

    private static async Task<HttpStatusCode> TryAsync(HttpClient client, JsonObject quote, string verb)
    {
        using var answer = await SendAsync(client, quote, verb);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, JsonObject quote, string verb)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/quotes/{quote.Text("id")}/{verb}")
        {
            Content = JsonContent.Create(new { }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", quote.Text("etag"));
        return await client.SendAsync(request);
    }

    private static async Task<JsonObject> FoundAsync(HttpClient client, string plural, string filter)
    {
        var page = await client.GetJsonAsync($"/v1/{plural}?filter={Uri.EscapeDataString(filter)}");
        return Assert.Single(page["items"]!.AsArray())!.AsObject();
    }
}
