using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Opportunities;

/// <summary>Opportunities over HTTP.</summary>
public sealed class OpportunityHttpTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_row_of_an_import_can_be_sent_again_and_changes_nothing()
    {
        var row = new
        {
            matchOn = new[] { "externalId" },
            record = new
            {
                externalIds = new[] { new { system = "crm-sales", value = "1C1I7A6R" } },
                customerId = await CustomerAsync("Cancity"),
                ownerId = await UserAsync("Moses Frase"),
                stage = "Won",
                stageMoves = new[] { new { stage = "engaging", occurredAt = "2016-10-20T00:00:00Z" } },
                closedAt = "2017-03-01T00:00:00Z",
                lines = new[]
                {
                    new
                    {
                        productId = await ProductAsync("GTX Plus Basic"),
                        quantity = 1,
                        unitPrice = new { amount = "1054", currency = "USD" },
                    },
                },
            },
        };

        var created = await Admin.PostAsync("/v1/opportunities/upsert", row, HttpStatusCode.OK);
        var again = await Admin.PostAsync("/v1/opportunities/upsert", row, HttpStatusCode.OK);

        var record = created["record"]!;
        Assert.Equal(("created", "unchanged"), (created.Text("outcome"), again.Text("outcome")));
        Assert.Equal(record.ToJsonString(), again["record"]!.ToJsonString());
        Assert.StartsWith("OP-", record.Text("number"), StringComparison.Ordinal);
        Assert.Equal("Cancity, GTX Plus Basic", record.Text("name"));
        Assert.Equal("""{"amount":"1054.00","currency":"USD"}""", record["amount"]!.ToJsonString());
        Assert.Equal("2017-03-01T00:00:00Z", record.Text("closeTime"));
        Assert.Equal(
            ["engaging P132D", "won "],
            record["stageHistory"]!.AsArray().Select(entry => $"{entry!.Text("stage")} {(string?)entry!["duration"]}")
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_of_one_pipeline_are_written_one_after_the_other_in_a_batch(bool isAtomic)
    {
        var product = $"GTX Plus Pro {isAtomic}";
        var lines = new[] { new { productId = await ProductAsync(product), quantity = 1 } };
        object Deal(string stage) => new { op = "create", body = new { stage, lines } };
        var made = await BatchAsync(isAtomic, [Deal("engaging"), Deal("prospecting")]);
        var ids = made.Select(result => result!.Text("id")).ToList();

        await BatchAsync(
            isAtomic,
            ids.Select(id => new
            {
                op = "update",
                id,
                body = new { stage = "engaging" },
            })
        );

        foreach (var id in ids)
        {
            var deal = await Admin.GetJsonAsync($"/v1/opportunities/{id}");
            Assert.Equal((product, "engaging"), (deal.Text("name"), deal.Text("stage")));
        }
    }

    [Fact]
    public async Task A_row_of_an_open_deal_without_history_or_price_can_be_sent_again_too()
    {
        var row = new
        {
            matchOn = new[] { "externalId" },
            record = new
            {
                externalIds = new[] { new { system = "crm-sales", value = "6CWZFOHJ" } },
                stage = "prospecting",
                lines = new[] { new { productId = await ProductAsync("GTX Basic"), quantity = 1 } },
            },
        };

        var created = await Admin.PostAsync("/v1/opportunities/upsert", row, HttpStatusCode.OK);
        var again = await Admin.PostAsync("/v1/opportunities/upsert", row, HttpStatusCode.OK);

        Assert.Equal("unchanged", again.Text("outcome"));
        Assert.Equal("GTX Basic", created["record"]!.Text("name"));
        Assert.Null(created["record"]!["amount"]);
        Assert.Equal(10, (decimal)created["record"]!["probability"]!);
    }

    [Fact]
    public async Task A_move_changes_stage_version_and_history()
    {
        var deal = await DealAsync(new { name = "To be moved" });

        var moved = await Admin.PostAsync($"{PathOf(deal)}/move", new { stage = "proposal" }, HttpStatusCode.OK);

        Assert.Equal(("proposal", "open"), (moved.Text("stage"), moved.Text("stageKind")));
        Assert.NotEqual(deal.Text("etag"), moved.Text("etag"));
        Assert.Equal(2, moved["stageHistory"]!.AsArray().Count);
    }

    [Fact]
    public async Task Winning_needs_a_customer_whichever_way_it_is_done()
    {
        var deal = await DealAsync(new { name = "Nobody's" });

        var moved = await Admin.PostAsync($"{PathOf(deal)}/move", new { stage = "won" }, HttpStatusCode.Conflict);
        var patched = await Admin.PatchAsync(PathOf(deal), new { stage = "won" }, HttpStatusCode.Conflict);
        var created = await Admin.PostAsync(
            "/v1/opportunities",
            new { name = "Nobody's either", stage = "won" },
            HttpStatusCode.Conflict
        );

        Assert.Equal(
            ["customer-missing", "customer-missing", "customer-missing"],
            new[] { moved, patched, created }.Select(problem => problem.Text("code"))
        );
        Assert.Equal("prospecting", (await Admin.GetJsonAsync(PathOf(deal))).Text("stage"));
    }

    [Fact]
    public async Task The_customer_of_a_won_deal_cannot_be_taken_away()
    {
        var deal = await DealAsync(new { customerId = await CustomerAsync("Keeper"), stage = "won" });

        var refused = await Admin.PatchAsync(
            PathOf(deal),
            new JsonObject { ["customerId"] = null },
            HttpStatusCode.Conflict
        );

        Assert.Equal("customer-missing", refused.Text("code"));
    }

    [Fact]
    public async Task A_lost_deal_keeps_its_reason_is_reopened_and_then_moves_on()
    {
        var deal = await DealAsync(new { name = "Second chance", stage = "engaging" });
        var lost = await Admin.PostAsync(
            $"{PathOf(deal)}/move",
            new { stage = "lost", reason = "price" },
            HttpStatusCode.OK
        );

        var closed = await Admin.PatchAsync(PathOf(deal), new { stage = "engaging" }, HttpStatusCode.Conflict);
        var reopened = await Admin.PostAsync($"{PathOf(deal)}/reopen", new { }, HttpStatusCode.OK);
        var moved = await Admin.PatchAsync(PathOf(deal), new { stage = "proposal" });

        Assert.Equal("price", lost.Text("lossReason"));
        Assert.Equal("opportunity-closed", closed.Text("code"));
        Assert.Equal("engaging", reopened.Text("stage"));
        Assert.Null(reopened["closeTime"]);
        Assert.Null(reopened["lossReason"]);
        Assert.Equal("price", reopened["stageHistory"]![1]!.Text("reason"));
        Assert.Equal("proposal", moved.Text("stage"));
    }

    [Fact]
    public async Task A_closing_time_can_be_corrected()
    {
        var deal = await DealAsync(
            new
            {
                name = "Wrong date",
                stage = "lost",
                stageMoves = new[] { new { stage = "engaging", occurredAt = "2025-01-01T00:00:00Z" } },
                closedAt = "2025-02-01T00:00:00Z",
            }
        );

        var corrected = await Admin.PatchAsync(PathOf(deal), new { closedAt = "2025-03-01T00:00:00Z" });
        var tooEarly = await Admin.PatchAsync(
            PathOf(deal),
            new { closedAt = "2024-03-01T00:00:00Z" },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("2025-03-01T00:00:00Z", corrected.Text("closeTime"));
        Assert.Equal(("moves-out-of-order", "/closedAt"), (tooEarly.Text("code"), tooEarly.BlamedField()));
    }

    [Fact]
    public async Task A_move_about_an_older_version_is_refused()
    {
        var deal = await DealAsync(new { name = "Contended" });
        await Admin.PatchAsync(PathOf(deal), new { name = "Changed" });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{PathOf(deal)}/move")
        {
            Content = new StringContent("""{"stage":"engaging"}""", null, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", deal.Text("etag"));

        using var answer = await Admin.SendAsync(request);

        await answer.ExpectProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task The_contact_is_a_person()
    {
        var refused = await Admin.PostAsync(
            "/v1/opportunities",
            new { name = "Talk", contactId = await CustomerAsync("No person") },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("not-a-person", "/contactId"), (refused.Text("code"), refused.BlamedField()));
    }

    [Theory]
    [InlineData("customerId")]
    [InlineData("contactId")]
    [InlineData("ownerId")]
    [InlineData("pipelineId")]
    public async Task What_it_refers_to_must_be_there(string field)
    {
        var refused = await Admin.PostAsync(
            "/v1/opportunities",
            new JsonObject { ["name"] = "Lost", [field] = "01900000-0000-7000-8000-000000000000" },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("unknown-reference", $"/{field}"), (refused.Text("code"), refused.BlamedField()));
    }

    [Fact]
    public async Task Every_field_can_be_filtered_by()
    {
        var team = (await Admin.PostAsync("/v1/teams", new { name = "Filtered" })).Text("id");
        var owner = (await Admin.PostAsync("/v1/users", new { name = "Filterer", teamId = team })).Text("id");
        var product = await ProductAsync("Filter");
        var customer = await CustomerAsync("Filtered Ltd");
        var deal = await DealAsync(
            new
            {
                name = "Findable",
                customerId = customer,
                ownerId = owner,
                stage = "won",
                stageMoves = new[] { new { stage = "proposal", occurredAt = "2025-01-01T00:00:00Z" } },
                closedAt = "2025-02-01T12:00:00Z",
                expectedCloseDate = "2025-03-31",
                source = "fair",
                winReason = "quality",
                externalIds = new[] { new { system = "crm", value = "findable" } },
                lines = new[] { new { productId = product, unitPrice = new { amount = "12.5", currency = "EUR" } } },
            }
        );
        string[] filters =
        [
            "stage = \"won\"",
            "stageKind = won",
            $"pipelineId = \"{deal.Text("pipelineId")}\"",
            "amount = 12.5 AND currency = \"EUR\"",
            "probability = 100",
            $"ownerId = \"{owner}\"",
            $"teamId = \"{team}\"",
            $"customerId = \"{customer}\"",
            "expectedCloseDate = 2025-03-31",
            "closeTime = 2025-02-01",
            "source = \"fair\"",
            "winReason = \"quality\"",
            $"lines.productId = \"{product}\"",
            "stageHistory.stage = \"proposal\"",
            "externalIds.value = \"findable\"",
        ];

        foreach (var filter in filters)
        {
            var found = await ListAsync($"{filter} AND number = \"{deal.Text("number")}\"");
            Assert.True(found.Count == 1, filter);
            var others = await ListAsync($"NOT ({filter}) AND number = \"{deal.Text("number")}\"");
            Assert.True(others.Count == 0, $"NOT ({filter})");
        }
    }

    [Fact]
    public async Task Lists_can_be_ordered_by_stage_kind_probability_and_amount()
    {
        foreach (var name in new[] { "One", "Two" })
        {
            await DealAsync(new { name });
        }

        foreach (var field in new[] { "stageKind", "probability", "amount", "closeTime", "expectedCloseDate", "name" })
        {
            var first = await Admin.GetJsonAsync($"/v1/opportunities?pageSize=1&orderBy={field}");
            var token = Uri.EscapeDataString(first.Text("nextPageToken"));
            var second = await Admin.GetJsonAsync($"/v1/opportunities?pageSize=1&orderBy={field}&pageToken={token}");
            Assert.NotEqual(first["items"]![0]!.Text("id"), second["items"]![0]!.Text("id"));
        }
    }

    [Fact]
    public async Task References_can_be_expanded()
    {
        var contact = (await Admin.PostAsync("/v1/customers", new { kind = "person", name = "Ada" })).Text("id");
        var deal = await DealAsync(
            new
            {
                customerId = await CustomerAsync("Expanded"),
                contactId = contact,
                ownerId = await UserAsync("Expander"),
            }
        );

        var expanded = await Admin.GetJsonAsync($"{PathOf(deal)}?expand=customer,contact,owner,pipeline");

        Assert.Equal(
            ["Expanded", "Ada", "Expander", "Sales"],
            new[] { "customer", "contact", "owner", "pipeline" }.Select(name => expanded[name]!.Text("name"))
        );
    }

    private async Task<JsonObject> DealAsync(object form) => await Admin.PostAsync("/v1/opportunities", form);

    private async Task<JsonArray> BatchAsync(bool atomic, IEnumerable<object> operations) =>
        (await Admin.PostAsync("/v1/opportunities/batch", new { atomic, operations }, HttpStatusCode.MultiStatus))[
            "results"
        ]!.AsArray();

    private async Task<JsonArray> ListAsync(string filter) =>
        (await Admin.GetJsonAsync($"/v1/opportunities?filter={Uri.EscapeDataString(filter)}"))["items"]!.AsArray();

    private async Task<string> CustomerAsync(string name) =>
        (await Admin.PostAsync("/v1/customers", new { kind = "organization", name })).Text("id");

    private async Task<string> UserAsync(string name) => (await Admin.PostAsync("/v1/users", new { name })).Text("id");

    private async Task<string> ProductAsync(string name) =>
        (await Admin.PostAsync("/v1/products", new { sku = name, name })).Text("id");

    private static string PathOf(JsonObject deal) => $"/v1/opportunities/{deal.Text("id")}";
}
