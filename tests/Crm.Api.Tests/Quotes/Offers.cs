using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Quotes;

/// <summary>Makes quotes over HTTP and leads them on, as the tests of quotes and orders need them.</summary>
internal static class Offers
{
    public static readonly object Line = new
    {
        description = "GTX Pro",
        quantity = 3,
        unitPrice = Money("19.99"),
        taxRate = 19,
    };

    public static object Money(string amount, string currency = "EUR") => new { amount, currency };

    public static async Task<string> CustomerAsync(this HttpClient client, string kind = "organization")
    {
        var customer = await client.PostAsync("/v1/customers", new { kind, name = "Cancity" });
        return customer.Text("id");
    }

    public static async Task<JsonObject> QuoteAsync(this HttpClient client, string? validUntil = null) =>
        await client.PostAsync(
            "/v1/quotes",
            new
            {
                customerId = await client.CustomerAsync(),
                validUntil,
                lines = new[] { Line },
            }
        );

    /// <summary>A quote in the state, which <c>expired</c> is only when the clock is moved afterwards.</summary>
    public static async Task<JsonObject> QuoteInAsync(this HttpClient client, string state, string? validUntil = null)
    {
        var quote = await client.QuoteAsync(validUntil);
        string[] verbs = state switch
        {
            "draft" => [],
            "approved" => ["approve"],
            "sent" or "expired" => ["approve", "send"],
            "accepted" => ["approve", "send", "accept"],
            "declined" => ["approve", "send", "decline"],
            "superseded" => ["approve", "revise"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };
        foreach (var verb in verbs)
        {
            await client.DoAsync("quotes", quote, verb, HttpStatusCode.OK);
            quote = await client.GetJsonAsync($"/v1/quotes/{quote.Text("id")}");
        }

        return quote;
    }

    /// <summary>A verb on the version that is given.</summary>
    public static async Task<JsonObject> DoAsync(
        this HttpClient client,
        string plural,
        JsonObject record,
        string verb,
        HttpStatusCode expected,
        object? body = null,
        string? idempotencyKey = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{plural}/{record.Text("id")}/{verb}");
        request.Headers.TryAddWithoutValidation("If-Match", record.Text("etag"));
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        body ??= verb switch
        {
            "accept" => new { },
            "decline" or "cancel" => new { reason = "Too expensive" },
            _ => null,
        };
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await client.SendAsync(request);
        return await answer.ExpectAsync(expected);
    }
}
