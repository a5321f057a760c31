using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Quotes;

/// <summary>The opportunity that quotes and orders belong to, and how an accepted quote wins it.</summary>
public sealed class QuoteOpportunityTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private static readonly object Winning = new { winOpportunity = true };

    private HttpClient Admin => fixture.Admin;

    [Theory]
    [InlineData("quotes")]
    [InlineData("orders")]
    public async Task An_opportunity_is_kept_found_by_and_put_into_the_answer(string plural)
    {
        var customer = await Admin.CustomerAsync();
        var deal = await DealAsync(customer);

        var made = await Admin.PostAsync($"/v1/{plural}", Document(customer, deal.Text("id")));

        var filter = Uri.EscapeDataString($"opportunityId = \"{deal.Text("id")}\"");
        var found = await Admin.GetJsonAsync($"/v1/{plural}?filter={filter}&expand=opportunity");
        var only = Assert.Single(found["items"]!.AsArray())!;
        Assert.Equal(deal.Text("id"), made.Text("opportunityId"));
        Assert.Equal(made.Text("id"), only.Text("id"));
        Assert.Equal(deal.Text("number"), only["opportunity"]!.Text("number"));
    }

    [Theory]
    [InlineData("quotes")]
    [InlineData("orders")]
    public async Task An_opportunity_of_another_customer_is_refused(string plural)
    {
        var deal = await DealAsync(await Admin.CustomerAsync());

        var problem = await Admin.PostAsync(
            $"/v1/{plural}",
            Document(await Admin.CustomerAsync(), deal.Text("id")),
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("customer-mismatch", "/opportunityId"), (problem.Text("code"), problem.BlamedField()));
    }

    [Theory]
    [InlineData("quotes")]
    [InlineData("orders")]
    public async Task An_opportunity_must_be_there(string plural)
    {
        var problem = await Admin.PostAsync(
            $"/v1/{plural}",
            Document(await Admin.CustomerAsync(), "01900000-0000-7000-8000-000000000000"),
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("unknown-reference", "/opportunityId"), (problem.Text("code"), problem.BlamedField()));
    }

    [Fact]
    public async Task An_opportunity_without_a_customer_goes_with_any()
    {
        var deal = await Admin.PostAsync("/v1/opportunities", new { name = "Not known yet" });

        var quote = await Admin.PostAsync("/v1/quotes", Document(await Admin.CustomerAsync(), deal.Text("id")));

        Assert.Equal(deal.Text("id"), quote.Text("opportunityId"));
    }

    [Fact]
    public async Task A_quote_does_not_go_to_another_customer_than_its_opportunity()
    {
        var quote = await QuoteAsync();

        var problem = await PatchAsync(
            quote,
            new { customerId = await Admin.CustomerAsync() },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("customer-mismatch", problem.Text("code"));
    }

    [Fact]
    public async Task A_quote_can_still_be_changed_when_its_opportunity_went_to_another_customer()
    {
        var quote = await QuoteAsync();
        await Admin.PatchAsync(DealOf(quote), new { customerId = await Admin.CustomerAsync() });

        var changed = await PatchAsync(quote, new { notes = "Ask again" }, HttpStatusCode.OK);

        Assert.Equal("Ask again", changed.Text("notes"));
    }

    [Fact]
    public async Task A_revision_belongs_to_the_same_opportunity()
    {
        var quote = await SentAsync();

        var revision = await Admin.DoAsync("quotes", quote, "revise", HttpStatusCode.OK);

        Assert.Equal(quote.Text("opportunityId"), revision.Text("opportunityId"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"winOpportunity":false}""")]
    public async Task Accepting_passes_the_opportunity_to_the_order_and_leaves_it_alone(string body)
    {
        var quote = await SentAsync();
        var before = await Admin.GetJsonAsync(DealOf(quote));

        var accepted = await Admin.DoAsync("quotes", quote, "accept", HttpStatusCode.OK, JsonNode.Parse(body));

        var after = await Admin.GetJsonAsync(DealOf(quote));
        Assert.Equal(quote.Text("opportunityId"), accepted["order"]!.Text("opportunityId"));
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task Accepting_can_win_the_opportunity_in_the_first_won_stage_of_its_pipeline()
    {
        var pipeline = await Admin.PostAsync(
            "/v1/pipelines",
            new
            {
                name = "Two ways to win",
                stages = new object[]
                {
                    new
                    {
                        key = "talking",
                        name = "Talking",
                        kind = "open",
                        probability = 50,
                    },
                    new
                    {
                        key = "missed",
                        name = "Missed",
                        kind = "lost",
                    },
                    new
                    {
                        key = "signed",
                        name = "Signed",
                        kind = "won",
                    },
                    new
                    {
                        key = "renewed",
                        name = "Renewed",
                        kind = "won",
                    },
                },
            }
        );
        var quote = await SentAsync(pipeline.Text("id"));

        await Admin.DoAsync("quotes", quote, "accept", HttpStatusCode.OK, Winning);

        var deal = await Admin.GetJsonAsync(DealOf(quote));
        Assert.Equal(("signed", "won"), (deal.Text("stage"), deal.Text("stageKind")));
        Assert.NotNull(deal["closeTime"]);
        Assert.Equal(2, deal["stageHistory"]!.AsArray().Count);
    }

    [Fact]
    public async Task Without_an_opportunity_there_is_none_to_win()
    {
        var quote = await Admin.QuoteInAsync("sent");

        await RefusedAsync(quote, "no-open-opportunity");
    }

    [Theory]
    [InlineData("won")]
    [InlineData("lost")]
    public async Task A_closed_opportunity_is_not_won_again(string stage)
    {
        var quote = await SentAsync();
        await Admin.PostAsync($"{DealOf(quote)}/move", new { stage }, HttpStatusCode.OK);

        await RefusedAsync(quote, "no-open-opportunity");
    }

    [Fact]
    public async Task An_opportunity_in_the_trash_is_not_won()
    {
        var quote = await SentAsync();
        using var deleted = await Admin.DeleteAsync(new Uri(DealOf(quote), UriKind.Relative));
        await deleted.ExpectAsync(HttpStatusCode.NoContent);

        await RefusedAsync(quote, "no-open-opportunity");
    }

    [Fact]
    public async Task What_the_opportunity_forbids_leaves_the_quote_as_it_was()
    {
        var quote = await SentAsync();
        await Admin.PatchAsync(DealOf(quote), new JsonObject { ["customerId"] = null });

        await RefusedAsync(quote, "customer-missing");
    }

    [Fact]
    public async Task Winning_needs_the_scope_to_change_opportunities_and_accepting_alone_does_not()
    {
        var quote = await SentAsync();
        using var seller = await fixture.Server.WithScopesAsync("quotes:read", "quotes:write");

        var refused = await seller.DoAsync("quotes", quote, "accept", HttpStatusCode.Forbidden, Winning);
        var accepted = await seller.DoAsync("quotes", quote, "accept", HttpStatusCode.OK);

        Assert.Equal("scope-missing", refused.Text("code"));
        Assert.Equal("accepted", accepted.Text("state"));
    }

    private static string DealOf(JsonObject quote) => $"/v1/opportunities/{quote.Text("opportunityId")}";

    private static object Document(string customerId, string opportunityId) =>
        new
        {
            customerId,
            opportunityId,
            lines = new[] { Offers.Line },
        };

    private async Task<JsonObject> DealAsync(string customerId, string? pipelineId = null) =>
        await Admin.PostAsync(
            "/v1/opportunities",
            new
            {
                name = "New machines",
                customerId,
                pipelineId,
            }
        );

    private async Task<JsonObject> QuoteAsync(string? pipelineId = null)
    {
        var customer = await Admin.CustomerAsync();
        var deal = await DealAsync(customer, pipelineId);
        return await Admin.PostAsync("/v1/quotes", Document(customer, deal.Text("id")));
    }

    private async Task<JsonObject> SentAsync(string? pipelineId = null)
    {
        var approved = await Admin.DoAsync("quotes", await QuoteAsync(pipelineId), "approve", HttpStatusCode.OK);
        return await Admin.DoAsync("quotes", approved, "send", HttpStatusCode.OK);
    }

    private async Task<JsonObject> PatchAsync(JsonObject quote, object change, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/quotes/{quote.Text("id")}");
        request.Headers.TryAddWithoutValidation("If-Match", quote.Text("etag"));
        request.Content = JsonContent.Create(change);
        using var answer = await Admin.SendAsync(request);
        return await answer.ExpectAsync(expected);
    }

    /// <summary>Accepting and winning is refused, and the quote is still the one that was sent.</summary>
    private async Task RefusedAsync(JsonObject quote, string code)
    {
        var problem = await Admin.DoAsync("quotes", quote, "accept", HttpStatusCode.Conflict, Winning);

        var after = await Admin.GetJsonAsync($"/v1/quotes/{quote.Text("id")}");
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(quote.ToJsonString(), after.ToJsonString());
    }
}
