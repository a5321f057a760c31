using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Campaigns;

/// <summary>A plan names who gets what, and who does not and why; what is sent is that and nothing more.</summary>
public sealed class PlanCampaignTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task What_was_planned_is_sent_once_and_stands_on_the_timeline()
    {
        var source = "planned";
        var customer = await Admin.CalledAsync(source, "+49 30 111");
        var campaign = await Admin.CampaignAsync(source, [new { templateId = await Admin.TemplateAsync() }]);

        var planned = await Admin.PlanCampaignAsync(campaign);
        var before = await Admin.MessagesAsync(campaign);
        var sent = await Admin.SendPlanAsync(campaign, planned);
        var again = await Admin.PlanCampaignAsync(campaign);

        Assert.Equal("created 1", planned.CountsText());
        Assert.Equal("", before);
        Assert.Equal("completed", sent.Text("state"));
        Assert.Equal("created 1", sent.CountsText());
        Assert.Equal("+49 30 111 1 exported", await Admin.MessagesAsync(campaign));
        Assert.Equal("", again.CountsText());
        Assert.Equal("active", (await Admin.GetJsonAsync($"/v1/campaigns/{campaign}")).Text("state"));
        var timeline = await Admin.GetJsonAsync(
            $"/v1/interactions?filter=customerId%3D%22{customer}%22%20AND%20regardingId%3D%22{campaign}%22"
        );
        var interaction = Assert.Single(timeline["items"]!.AsArray())!;
        Assert.Equal("Dear Called +49 30 111", interaction.Text("body"));
        Assert.Equal("call out", $"{interaction["channel"]} {interaction["direction"]}");
    }

    [Fact]
    public async Task A_long_text_is_cut_for_the_timeline_between_two_characters()
    {
        var source = "long text";
        var customer = await Admin.CalledAsync(source, "+49 30 119");
        var beginning = new string('x', 19_999);
        var template = await Admin.TemplateAsync($"{beginning}😀😀");

        await Admin.PlanAndSendAsync(await Admin.CampaignAsync(source, [new { templateId = template }]));

        var timeline = await Admin.GetJsonAsync($"/v1/interactions?filter=customerId%3D%22{customer}%22");
        Assert.Equal(beginning, Assert.Single(timeline["items"]!.AsArray())!.Text("body"));
    }

    [Theory]
    [InlineData("the club", "service@example.com", "/sender/address")]
    [InlineData("club@example.com", "nobody", "/sender/replyTo")]
    public async Task A_mail_needs_a_sender_that_is_an_address(string address, string replyTo, string field)
    {
        var problem = await Admin.PostAsync(
            "/v1/campaigns",
            new
            {
                name = $"From {address}",
                channel = "email",
                purpose = "news",
                sender = new { address, replyTo },
                audience = new { filter = "kind = person" },
                steps = new[] { new { templateId = "019b76da-a800-7000-8000-000000000001" } },
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal(("address-invalid", field), (problem.Text("code"), problem.BlamedField()));
    }

    [Fact]
    public async Task Everybody_left_out_is_counted_with_the_reason()
    {
        var source = "left out";
        await Admin.CalledAsync(source, "+49 30 201");
        await Admin.CalledAsync(source, "+49 30 201");
        await Admin.CalledAsync(source, phone: null);
        await Admin.CalledAsync(
            source,
            phone: null,
            new
            {
                contactPoints = new[]
                {
                    new
                    {
                        channel = "phone",
                        value = "+49 30 202",
                        isValid = false,
                    },
                },
            }
        );
        await Admin.CalledAsync(source, "+49 30 203");
        await SuppressAsync("+49 30 203", purpose: null, "manual");
        await Admin.CalledAsync(source, "+49 30 204");
        await SuppressAsync("+49 30 204", "news", "unsubscribed");
        await Admin.CalledAsync(source, "+49 30 205");
        await SuppressAsync("+49 30 205", "something-else", "unsubscribed");
        var campaign = await Admin.CampaignAsync(source, [new { templateId = await Admin.TemplateAsync() }]);

        var planned = await Admin.PlanCampaignAsync(campaign);
        var sent = await Admin.SendPlanAsync(campaign, planned);

        Assert.Equal("created 2, unchanged 4, duplicate 1", planned.CountsText());
        Assert.Equal(
            "duplicateAddress 1, invalidAddress 1, manual 1, noAddress 1, unsubscribed 1",
            planned.ReasonsText()
        );
        Assert.Equal("created 2, unchanged 4, duplicate 1", sent.CountsText());
        Assert.Equal("completed", sent.Text("state"));
        Assert.Equal("+49 30 201 1 exported\n+49 30 205 1 exported", await Admin.MessagesAsync(campaign));
    }

    [Theory]
    [InlineData("optIn", "+49 30 301 1 exported")]
    [InlineData("optOut", "+49 30 301 1 exported\n+49 30 303 1 exported")]
    [InlineData("none", "+49 30 301 1 exported\n+49 30 302 1 exported\n+49 30 303 1 exported")]
    public async Task Only_who_may_be_asked_is_written_to(string rule, string expected)
    {
        var source = $"consent {rule}";
        foreach (var phone in (string[])["+49 30 301", "+49 30 302", "+49 30 303"])
        {
            await Admin.CalledAsync(source, phone);
        }

        await ConsentAsync("+49 30 301", "granted");
        await ConsentAsync("+49 30 302", "withdrawn");
        var campaign = await Admin.CampaignAsync(
            source,
            [new { templateId = await Admin.TemplateAsync() }],
            new { consent = rule, purpose = "club" }
        );

        await Admin.PlanAndSendAsync(campaign);

        Assert.Equal(expected, await Admin.MessagesAsync(campaign));
    }

    [Fact]
    public async Task Who_opts_out_after_the_plan_is_left_out_and_nobody_is_added()
    {
        var source = "opted out";
        await Admin.CalledAsync(source, "+49 30 401");
        await Admin.CalledAsync(source, "+49 30 402");
        var moved = await Admin.CalledAsync(source, "+49 30 403");
        var gone = await Admin.CalledAsync(source, "+49 30 404");
        var campaign = await Admin.CampaignAsync(source, [new { templateId = await Admin.TemplateAsync() }]);
        var planned = await Admin.PlanCampaignAsync(campaign);

        await SuppressAsync("+49 30 402", "news", "unsubscribed");
        await Admin.PatchAsync(
            $"/v1/customers/{moved}",
            new { contactPoints = new[] { new { channel = "phone", value = "+49 30 405" } } }
        );
        await Admin.DeleteAsync($"/v1/customers/{gone}", HttpStatusCode.NoContent);
        await Admin.CalledAsync(source, "+49 30 406");
        var sent = await Admin.SendPlanAsync(campaign, planned);

        Assert.Equal("created 1, unchanged 1, unprocessed 2", sent.CountsText());
        Assert.Equal("+49 30 401 1 exported", await Admin.MessagesAsync(campaign));
    }

    [Fact]
    public async Task A_missing_value_stops_the_one_message_and_names_what_is_missing()
    {
        var source = "missing";
        await Admin.CalledAsync(source, "+49 30 501", new { givenName = "Ada" });
        await Admin.CalledAsync(source, "+49 30 502");
        var template = await Admin.TemplateAsync("Dear {{customer.givenName}}");
        var campaign = await Admin.CampaignAsync(source, [new { templateId = template }]);

        var sent = await Admin.PlanAndSendAsync(campaign);

        Assert.Equal("completedWithErrors", sent.Text("state"));
        Assert.Equal("created 1, rejected 1", sent.CountsText());
        var lines = await Admin.GetJsonAsync($"/v1/jobs/{sent.Text("id")}/lines?outcome=rejected");
        var line = Assert.Single(lines["items"]!.AsArray())!;
        Assert.Equal("template-value-missing", line.Text("code"));
        Assert.Contains("customer.givenName", line.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_a_campaign_that_was_changed_since_is_refused()
    {
        var source = "changed";
        var campaign = await Admin.CampaignAsync(source, [new { templateId = await Admin.TemplateAsync() }]);
        var planned = await Admin.PlanCampaignAsync(campaign);
        await Admin.PatchAsync($"/v1/campaigns/{campaign}", new { purpose = "other" });

        using var refused = await Admin.SendTextAsync(
            HttpMethod.Post,
            $"/v1/campaigns/{campaign}/send",
            $$"""{"planId":"{{planned.Text("planId")}}"}"""
        );

        await refused.ExpectProblemAsync(HttpStatusCode.Conflict, "plan-stale");
    }

    [Fact]
    public async Task What_would_cost_more_than_the_budget_is_not_begun()
    {
        var source = "budget";
        await Admin.CalledAsync(source, "+49 30 601");
        await Admin.CalledAsync(source, "+49 30 602");
        var campaign = await Admin.CampaignAsync(
            source,
            [new { templateId = await Admin.TemplateAsync() }],
            new
            {
                budget = new { amount = "1.50", currency = "EUR" },
                costPerMessage = new { amount = "0.80", currency = "EUR" },
            }
        );

        var job = await Admin.PlanAndSendAsync(campaign);

        Assert.Equal("failed", job.Text("state"));
        Assert.Equal("budget-exceeded", job["error"]!.Text("code"));
        Assert.Equal("", await Admin.MessagesAsync(campaign));
    }

    private Task<JsonObject> SuppressAsync(string phone, string? purpose, string reason) =>
        Admin.PostAsync(
            "/v1/suppressions",
            new
            {
                channel = "phone",
                address = phone,
                purpose,
                reason,
            }
        );

    private Task<JsonObject> ConsentAsync(string phone, string state) =>
        Admin.PostAsync(
            "/v1/consents",
            new
            {
                channel = "phone",
                address = phone,
                purpose = "club",
                state,
            }
        );
}
