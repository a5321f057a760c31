using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.Campaigns;

/// <summary>When the steps of a campaign are due, under a clock that is moved by hand.</summary>
public sealed class CampaignStepTests(CampaignStepTests.ClockFixture fixture)
    : IClassFixture<CampaignStepTests.ClockFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_later_step_follows_after_its_days_and_only_once()
    {
        var source = "later step";
        await Admin.SetClockAsync("2027-01-01T12:00:00Z");
        await Admin.CalledAsync(source, "+49 30 111");
        var template = await Admin.TemplateAsync();
        var campaign = await Admin.CampaignAsync(
            source,
            [new { templateId = template }, new { templateId = template, afterDays = 3 }]
        );

        var first = await Admin.PlanAndSendAsync(campaign);
        await Admin.SetClockAsync("2027-01-04T11:00:00Z");
        var early = await Admin.PlanAndSendAsync(campaign);
        await Admin.SetClockAsync("2027-01-04T13:00:00Z");
        var second = await Admin.PlanAndSendAsync(campaign);
        var third = await Admin.PlanAndSendAsync(campaign);

        Assert.Equal(
            ["created 1", "", "created 1", ""],
            new[] { first, early, second, third }.Select(job => job.CountsText())
        );
        Assert.Equal("+49 30 111 1 exported\n+49 30 111 2 exported", await Admin.MessagesAsync(campaign));
    }

    [Fact]
    public async Task A_birthday_comes_each_year_once_and_may_be_made_up_for()
    {
        var source = "birthday";
        await Admin.SetClockAsync("2028-02-27T12:00:00Z");
        await Admin.CalledAsync(source, "+49 30 211", new { birthDate = "1990-02-28" });
        await Admin.CalledAsync(source, "+49 30 212", new { birthDate = "1992-02-29" });
        await Admin.CalledAsync(source, "+49 30 213", new { birthDate = "1990-05-01" });
        await Admin.CalledAsync(source, "+49 30 214");
        var campaign = await Admin.CampaignAsync(
            source,
            [
                new
                {
                    templateId = await Admin.TemplateAsync(),
                    anchor = new
                    {
                        field = "birthDate",
                        yearly = true,
                        graceDays = 1,
                    },
                },
            ]
        );

        var sent = new List<string>();
        foreach (var day in (string[])["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-02", "2029-03-01"])
        {
            await Admin.SetClockAsync($"{day}T12:00:00Z");
            var job = await Admin.PlanAndSendAsync(campaign);
            sent.Add($"{day} {job.CountsText()}");
        }

        Assert.Equal(
            ["2028-02-27 ", "2028-02-28 created 1", "2028-02-29 created 1", "2028-03-02 ", "2029-03-01 created 2"],
            sent
        );
    }

    [Fact]
    public async Task Stages_follow_a_date_of_the_customer()
    {
        var source = "diary";
        await Admin.SetClockAsync("2030-01-01T12:00:00Z");
        await Admin.PostAsync(
            "/v1/attribute-definitions",
            new
            {
                key = "childBirthDate",
                name = "Child's birthday",
                type = "date",
            }
        );
        await Admin.CalledAsync(source, "+49 30 311", new { attributes = new { childBirthDate = "2029-12-31" } });
        var template = await Admin.TemplateAsync();
        var campaign = await Admin.CampaignAsync(
            source,
            [
                new { templateId = template, anchor = new { field = "attributes.childBirthDate", offset = "P2M" } },
                new { templateId = template, anchor = new { field = "attributes.childBirthDate", offset = "P1Y" } },
            ]
        );

        var sent = new List<string>();
        foreach (var day in (string[])["2030-02-27", "2030-02-28", "2030-03-01", "2030-12-31"])
        {
            await Admin.SetClockAsync($"{day}T12:00:00Z");
            sent.Add((await Admin.PlanAndSendAsync(campaign)).CountsText());
        }

        // The 31st of a month that has none is its last day.
        Assert.Equal(["", "created 1", "", "created 1"], sent);
        Assert.Equal("+49 30 311 1 exported\n+49 30 311 2 exported", await Admin.MessagesAsync(campaign));
    }

    [Fact]
    public async Task A_step_with_a_filter_is_only_for_those_who_fit_when_it_is_due()
    {
        var source = "filtered";
        await Admin.SetClockAsync("2031-01-01T12:00:00Z");
        await Admin.CalledAsync(source, "+49 30 411");
        var bought = await Admin.CalledAsync(source, "+49 30 412");
        var template = await Admin.TemplateAsync();
        var campaign = await Admin.CampaignAsync(
            source,
            [
                new { templateId = template },
                new
                {
                    templateId = template,
                    afterDays = 1,
                    filter = "NOT tags:\"bought\"",
                },
            ]
        );

        await Admin.PlanAndSendAsync(campaign);
        await Admin.PatchAsync($"/v1/customers/{bought}", new { tags = new[] { "bought" } });
        await Admin.SetClockAsync("2031-01-02T12:00:00Z");
        await Admin.PlanAndSendAsync(campaign);

        Assert.Equal(
            "+49 30 411 1 exported\n+49 30 412 1 exported\n+49 30 411 2 exported",
            await Admin.MessagesAsync(campaign)
        );
    }

    [Fact]
    public async Task Quiet_hours_hold_by_the_customers_own_clock_and_the_next_plan_makes_up_for_them()
    {
        var source = "quiet";
        await Admin.SetClockAsync("2032-01-01T19:30:00Z");
        await Admin.CalledAsync(source, "+49 30 511", new { timeZone = "Europe/Berlin" });
        await Admin.CalledAsync(source, "+49 30 512", new { timeZone = "America/New_York" });
        await Admin.CalledAsync(source, "+49 30 513");
        var campaign = await Admin.CampaignAsync(
            source,
            [new { templateId = await Admin.TemplateAsync() }],
            new { quietHours = new { from = "20:00", to = "08:00" } }
        );

        var planned = await Admin.PlanCampaignAsync(campaign);
        var evening = await Admin.SendPlanAsync(campaign, planned);
        var sentInTheEvening = await Admin.MessagesAsync(campaign);
        await Admin.SetClockAsync("2032-01-02T07:30:00Z");
        var morning = await Admin.PlanAndSendAsync(campaign);

        Assert.Equal("quietHours 1", planned.ReasonsText());
        Assert.Equal("created 2, unprocessed 1", evening.CountsText());
        Assert.Equal("+49 30 512 1 exported\n+49 30 513 1 exported", sentInTheEvening);
        Assert.Equal("created 1", morning.CountsText());
    }

    [Fact]
    public async Task Nobody_is_written_to_more_often_than_the_cap_allows_whatever_the_campaign()
    {
        var source = "capped";
        await Admin.SetClockAsync("2033-01-01T12:00:00Z");
        await Admin.CalledAsync(source, "+49 30 611");
        var template = await Admin.TemplateAsync();
        var cap = new { frequencyCap = new { messages = 1, days = 7 } };
        var first = await Admin.CampaignAsync($"{source} 1", [new { templateId = template }], Audience(cap));
        var second = await Admin.CampaignAsync($"{source} 2", [new { templateId = template }], Audience(cap));
        var urgent = await Admin.CampaignAsync(
            $"{source} 3",
            [new { templateId = template }],
            Audience(new { frequencyCap = new { messages = 1, days = 7 }, lane = "transactional" })
        );

        var counts = new List<string>
        {
            (await Admin.PlanAndSendAsync(first)).CountsText(),
            (await Admin.PlanAndSendAsync(second)).CountsText(),
            (await Admin.PlanAndSendAsync(urgent)).CountsText(),
        };
        await Admin.SetClockAsync("2033-01-08T13:00:00Z");
        counts.Add((await Admin.PlanAndSendAsync(second)).CountsText());

        Assert.Equal(["created 1", "unchanged 1", "created 1", "created 1"], counts);

        JsonObject Audience(object more)
        {
            var form = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(more))!.AsObject();
            form["audience"] = new JsonObject { ["filter"] = $"source = \"{source}\"" };
            return form;
        }
    }

    [Fact]
    public async Task A_schedule_plans_and_sends_each_day()
    {
        var source = "scheduled";
        await Admin.SetClockAsync("2034-01-01T12:00:00Z");
        await Admin.CalledAsync(source, "+49 30 711");
        var campaign = await Admin.CampaignAsync(source, [new { templateId = await Admin.TemplateAsync() }]);
        var schedule = await Admin.ScheduleAsync(
            Scheduling.Daily(source, new { outreach = new { campaignId = campaign } })
        );

        await Admin.PostAsync($"/v1/schedules/{schedule.Text("id")}/run", new { }, HttpStatusCode.Accepted);
        var job = Assert.Single(await Admin.JobsOfAsync(schedule));

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal("+49 30 711 1 exported", await Admin.MessagesAsync(campaign));
    }

    public sealed class ClockFixture : CrmFixture
    {
        public override async Task InitializeAsync() =>
            Server = await CrmServer.StartAsync(Engine.Sqlite, ("Crm:Clock:Virtual", "true"));
    }
}
