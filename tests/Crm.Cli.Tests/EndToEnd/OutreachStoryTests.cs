using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>What marketing people script: find these people, tell them this, once. Under a clock that is moved by hand.</summary>
public sealed class OutreachStoryTests(OutreachStoryTests.ClockFixture fixture)
    : IClassFixture<OutreachStoryTests.ClockFixture>,
        IDisposable
{
    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Winners_with_a_wrong_address_are_asked_once_to_correct_it()
    {
        await GoToAsync("2027-03-01T09:00:00Z");
        await PersonAsync("Wang", "prize", tags: "winner", more: """{"addresses":[{"city":"?","isValid":false}]}""");
        await PersonAsync("Li", "prize", tags: "winner", more: """{"addresses":[{"city":"Wuhan","isValid":true}]}""");
        await PersonAsync("Zhou", "prize", tags: "", more: """{"addresses":[{"city":"?","isValid":false}]}""");
        var segment = await JsonAsync(
            "segments",
            "create",
            "--name",
            "won, address invalid",
            "--kind",
            "rule",
            "--filter",
            "source = prize AND tags:winner AND addresses.isValid = false"
        );
        var template = await TemplateAsync("Dear {{customer.name}}, where shall we send your prize?");
        var campaign = await CampaignAsync(
            "prize",
            new JsonObject { ["audience"] = new JsonObject { ["include"] = new JsonArray((string?)segment["id"]) } },
            new JsonObject { ["templateId"] = template }
        );

        var preview = await _terminal.RunAsync("outreach", "preview", campaign, "--output", "json");
        var first = await SendAsync(campaign);
        var second = await SendAsync(campaign);

        Assert.Equal(
            "Dear Wang, where shall we send your prize?",
            (string?)Assert.Single(JsonNode.Parse(preview.Out)!.AsArray())!["text"]
        );
        Assert.StartsWith(
            "Planned: 1 to send, 0 left out. Nothing has been sent.\n",
            preview.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("\nSend it: crm outreach send --plan ", preview.Error);
        Assert.Equal((1, 0), (first, second));
    }

    [Fact]
    public async Task An_offer_goes_to_members_between_18_and_35_who_agreed_to_it()
    {
        await GoToAsync("2027-06-01T09:00:00Z");
        await PersonAsync("Young", "shop", tags: "member", more: """{"birthDate":"2009-06-01"}""");
        await PersonAsync("Minor", "shop", tags: "member", more: """{"birthDate":"2009-06-02"}""");
        await PersonAsync("Just", "shop", tags: "member", more: """{"birthDate":"1991-06-02"}""");
        await PersonAsync("Older", "shop", tags: "member", more: """{"birthDate":"1991-06-01"}""");
        await PersonAsync("Guest", "shop", tags: "", more: """{"birthDate":"2000-01-01"}""");
        await PersonAsync("Silent", "shop", tags: "member", more: """{"birthDate":"2000-01-01"}""");
        foreach (var name in (string[])["young", "minor", "just", "older", "guest"])
        {
            await JsonAsync([
                .. "consents record --channel email --purpose offers --state granted --address".Split(' '),
                $"{name}@shop.example",
            ]);
        }

        var campaign = await CampaignAsync(
            "shop",
            new JsonObject
            {
                ["audience"] = Filter("source = shop AND tags:member AND age >= 18 AND age <= 35"),
                ["purpose"] = "offers",
                ["consent"] = "optIn",
            },
            new JsonObject { ["templateId"] = await TemplateAsync("A third off, {{customer.name}}") }
        );

        var preview = await _terminal.RunAsync("outreach", "preview", campaign, "--samples", "0");
        var sent = await SendAsync(campaign);

        Assert.StartsWith(
            """
            Planned: 2 to send, 1 left out. Nothing has been sent.
              1 × noConsent
                  silent@shop.example: step 1

            """,
            preview.Error,
            StringComparison.Ordinal
        );
        Assert.Contains("Warning: These mails have no link by which to unsubscribe", preview.Error);
        Assert.Equal(2, sent);
        Assert.Equal("just@shop.example, young@shop.example", await AddressesAsync(campaign));
    }

    [Fact]
    public async Task Guests_not_seen_for_three_years_get_a_letter_on_their_birthday_once_a_year()
    {
        await GoToAsync("2028-02-10T09:00:00Z");
        var away = await PersonAsync("Away", "hotel", tags: "", more: """{"birthDate":"1980-02-12"}""");
        var regular = await PersonAsync("Regular", "hotel", tags: "", more: """{"birthDate":"1980-02-12"}""");
        await VisitAsync(away, "2024-12-24T18:00:00Z");
        await VisitAsync(regular, "2027-12-24T18:00:00Z");
        var campaign = await CampaignAsync(
            "hotel",
            new JsonObject { ["audience"] = Filter("source = hotel AND lastInteractionAt < 2025-02-12") },
            new JsonObject
            {
                ["templateId"] = await TemplateAsync("Happy birthday, {{customer.name}}"),
                ["anchor"] = new JsonObject { ["field"] = "birthDate", ["yearly"] = true },
            }
        );

        var sent = new List<int>();
        foreach (var day in (string[])["2028-02-11", "2028-02-12", "2028-02-12", "2028-02-13"])
        {
            await GoToAsync($"{day}T10:00:00Z");
            sent.Add(await SendAsync(campaign));
        }

        Assert.Equal([0, 1, 0, 0], sent);
        Assert.Equal("away@hotel.example", await AddressesAsync(campaign));
    }

    [Fact]
    public async Task Parents_get_the_right_stage_on_the_right_day_of_their_childs_life()
    {
        await GoToAsync("2029-01-01T09:00:00Z");
        await JsonAsync(
            "attribute-definitions",
            "create",
            "--key",
            "childBorn",
            "--name",
            "Child born",
            "--type",
            "date"
        );
        await PersonAsync("Parent", "baby", tags: "", more: """{"attributes":{"childBorn":"2028-12-31"}}""");
        var template = await TemplateAsync("Your child is {{customer.attributes.childBorn}}");
        var stages = ((string[])["P2M", "P6M", "P1Y"]).Select(offset => new JsonObject
        {
            ["templateId"] = template,
            ["anchor"] = new JsonObject
            {
                ["field"] = "attributes.childBorn",
                ["offset"] = offset,
                ["graceDays"] = 2,
            },
        });
        var campaign = await CampaignAsync(
            "baby",
            new JsonObject { ["audience"] = Filter("source = baby") },
            [.. stages]
        );

        var sent = new List<string>();
        for (var day = new DateOnly(2029, 1, 1); day <= new DateOnly(2029, 12, 31); day = day.AddDays(1))
        {
            // Every day near a stage, and a few far from one.
            if (day.Day is 1 or 2 or 27 or 28 or 30 or 31)
            {
                await GoToAsync($"{day:yyyy-MM-dd}T10:00:00Z");
                if (await SendAsync(campaign) > 0)
                {
                    sent.Add($"{day:MM-dd}");
                }
            }
        }

        Assert.Equal(["02-28", "06-30", "12-31"], sent);
    }

    private async Task<int> SendAsync(string campaign)
    {
        var job = await JsonAsync("outreach", "send", campaign, "--yes");
        return (int)job["counts"]!["created"]!;
    }

    private async Task<string> AddressesAsync(string campaign)
    {
        var messages = await JsonAsync("messages", "list", "--filter", $"campaignId = \"{campaign}\"");
        return string.Join(", ", messages.AsArray().Select(message => (string?)message!["address"]).Order());
    }

    private static JsonObject Filter(string filter) => new() { ["filter"] = filter };

    private async Task<string> CampaignAsync(string name, JsonObject form, params JsonObject[] steps)
    {
        form["name"] = name;
        form["channel"] = "email";
        form["purpose"] ??= "service";
        form["consent"] ??= "none";
        form["sender"] = new JsonObject { ["address"] = "hello@example.com" };
        form["steps"] = new JsonArray(steps);
        var file = _terminal.Write("campaign.json", form.ToJsonString());
        return (string)(await JsonAsync("campaigns", "create", "--file", file))["id"]!;
    }

    private async Task<string> TemplateAsync(string text)
    {
        var file = _terminal.Write("text.txt", text);
        string[] create =
        [
            .. "templates create --channel email --language en --subject Hello --name".Split(' '),
            text,
            "--text",
            file,
        ];
        return (string)(await JsonAsync(create))["id"]!;
    }

    private async Task<string> PersonAsync(string name, string source, string tags, string more)
    {
        var form = JsonNode.Parse(more)!.AsObject();
        form["kind"] = "person";
        form["name"] = name;
        form["source"] = source;
        form["tags"] = tags.Length == 0 ? [] : new JsonArray(tags);
        form["contactPoints"] = new JsonArray(
            new JsonObject { ["channel"] = "email", ["value"] = $"{name.ToLowerInvariant()}@{source}.example" }
        );
        var file = _terminal.Write("person.json", form.ToJsonString());
        return (string)(await JsonAsync("customers", "create", "--file", file))["id"]!;
    }

    private Task<JsonNode> VisitAsync(string customer, string time) =>
        JsonAsync([
            .. "interactions create --channel visit --direction in --customer-id".Split(' '),
            customer,
            "--occurred-at",
            time,
        ]);

    private Task GoToAsync(string time) => fixture.Admin.SetClockAsync(time);

    private async Task<JsonNode> JsonAsync(params string[] words)
    {
        var outcome = await _terminal.RunAsync([.. words, "--output", "json"]);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return JsonNode.Parse(outcome.Out)!;
    }

    public sealed class ClockFixture : CrmFixture
    {
        public override async Task InitializeAsync() =>
            Server = await CrmServer.StartAsync(Engine.Sqlite, ("Crm:Clock:Virtual", "true"));
    }
}
