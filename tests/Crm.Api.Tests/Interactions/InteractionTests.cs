using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Tests.Quotes;
using Crm.TestKit;

namespace Crm.Api.Tests.Interactions;

/// <summary>Interactions over HTTP.</summary>
public sealed class InteractionTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_contact_is_kept_as_it_was_told()
    {
        var customer = await NewCustomerAsync();
        var user = await Admin.PostAsync("/v1/users", new { name = "Moses Frase" });

        var made = await Admin.PostAsync(
            "/v1/interactions",
            new
            {
                customerId = customer,
                channel = "call",
                direction = "out",
                contactPoint = "+1 212 555 0100",
                subject = "Delivery date",
                body = "Monday.",
                occurredAt = "2026-01-31T10:30:00+01:00",
                durationSeconds = 240,
                userId = user.Text("id"),
                outcome = "callback",
                regarding = new { type = "customer", id = customer },
            }
        );

        var stored = await Admin.GetJsonAsync($"/v1/interactions/{made.Text("id")}?expand=customer,user");
        Assert.Equal("2026-01-31T09:30:00Z", stored.Text("occurredAt"));
        Assert.Equal("Moses Frase", stored["user"]!.Text("name"));
        Assert.Equal("Acme", stored["customer"]!.Text("name"));
        Assert.Equal(240, (int)stored["durationSeconds"]!);
        Assert.Equal("customer", stored["regarding"]!.Text("type"));
    }

    [Fact]
    public async Task It_happened_now_unless_told_otherwise()
    {
        var before = await NowAsync();

        var made = await Admin.PostAsync("/v1/interactions", await CallAsync());

        Assert.InRange(Time(made.Text("occurredAt")), before, await NowAsync());
    }

    [Fact]
    public async Task It_cannot_have_happened_in_the_future()
    {
        var call = await CallAsync();
        call["occurredAt"] = "2999-01-01T00:00:00Z";

        var problem = await Admin.PostAsync("/v1/interactions", call, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("time-in-future", problem.Text("code"));
        Assert.Equal("/occurredAt", problem.BlamedField());
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("case")]
    [InlineData("opportunity")]
    [InlineData("quote")]
    [InlineData("order")]
    public async Task What_it_is_about_must_be_there(string type)
    {
        var call = await CallAsync();
        call["regarding"] = new JsonObject { ["type"] = type, ["id"] = "019b76da-a800-7000-8000-0000000000ff" };

        var problem = await Admin.PostAsync("/v1/interactions", call, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("unknown-reference", problem.Text("code"));
        Assert.Equal("/regarding/id", problem.BlamedField());
    }

    [Fact]
    public async Task It_can_be_about_any_step_of_a_sale()
    {
        var opportunity = await Admin.PostAsync("/v1/opportunities", new { name = "Asked about" });
        var quote = await Admin.QuoteInAsync("accepted");
        var ids = new Dictionary<string, string>
        {
            ["opportunity"] = opportunity.Text("id"),
            ["quote"] = quote.Text("id"),
            ["order"] = quote.Text("orderId"),
        };

        foreach (var (type, id) in ids)
        {
            var call = await CallAsync();
            call["regarding"] = new JsonObject { ["type"] = type, ["id"] = id };
            var made = await Admin.PostAsync("/v1/interactions", call);
            Assert.Equal((type, id), (made["regarding"]!.Text("type"), made["regarding"]!.Text("id")));
        }
    }

    [Fact]
    public async Task The_id_of_one_kind_of_record_is_not_taken_for_another()
    {
        var call = await CallAsync();
        call["regarding"] = new JsonObject { ["type"] = "customer", ["id"] = (string)call["customerId"]! };
        var made = await Admin.PostAsync("/v1/interactions", call);

        var problem = await Admin.PatchAsync(
            $"/v1/interactions/{made.Text("id")}",
            new { regarding = new { type = "case" } },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("unknown-reference", problem.Text("code"));
    }

    [Fact]
    public async Task A_mail_that_comes_twice_is_kept_once()
    {
        var call = await CallAsync();
        call["externalIds"] = new JsonArray(new JsonObject { ["system"] = "mail", ["value"] = "<1@acme.example>" });
        var upsert = new { matchOn = new[] { "externalId" }, record = call };

        var first = await Admin.PostAsync("/v1/interactions/upsert", upsert, HttpStatusCode.OK);
        var second = await Admin.PostAsync("/v1/interactions/upsert", upsert, HttpStatusCode.OK);
        var third = await Admin.PostAsync("/v1/interactions", call, HttpStatusCode.Conflict);

        Assert.Equal("created", first.Text("outcome"));
        Assert.Equal("unchanged", second.Text("outcome"));
        Assert.Equal("duplicate", third.Text("code"));
    }

    [Fact]
    public async Task A_patch_leaves_what_it_does_not_name()
    {
        var made = await Admin.PostAsync("/v1/interactions", await CallAsync());

        var patched = await Admin.PatchAsync($"/v1/interactions/{made.Text("id")}", new { outcome = "reached" });

        Assert.Equal("reached", patched.Text("outcome"));
        Assert.Equal(made.Text("occurredAt"), patched.Text("occurredAt"));
    }

    [Fact]
    public async Task A_body_may_be_long_but_not_longer()
    {
        var call = await CallAsync();
        call["body"] = new string('x', 20_000);
        var made = await Admin.PostAsync("/v1/interactions", call);
        Assert.Equal(20_000, made.Text("body").Length);

        call["body"] = new string('x', 20_001);
        var problem = await Admin.PostAsync("/v1/interactions", call, HttpStatusCode.BadRequest);
        Assert.Equal("/body", problem.BlamedField());
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The service's own time.</summary>
    private async Task<DateTimeOffset> NowAsync() => Time((await Admin.GetJsonAsync("/v1/me")).Text("time"));

    private async Task<JsonObject> CallAsync() =>
        new()
        {
            ["customerId"] = await NewCustomerAsync(),
            ["channel"] = "call",
            ["direction"] = "in",
        };

    private async Task<string> NewCustomerAsync()
    {
        var made = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Acme" });
        return made.Text("id");
    }
}
