using System.Net;
using System.Net.Http.Json;
using Crm.TestKit;

namespace Crm.Api.Tests.Cases;

/// <summary>Cases over HTTP.</summary>
public sealed class CaseTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task A_case_lives_from_the_first_word_to_the_last()
    {
        var path = await NewCasePathAsync();

        var assigned = await Admin.PostAsync($"{path}/assign", new { queue = "second level" }, HttpStatusCode.OK);
        var answered = await Admin.PostAsync($"{path}/reply", Out("We look into it."), HttpStatusCode.OK);
        var waiting = await Admin.PostAsync($"{path}/wait", new { waitingFor = "customer" }, HttpStatusCode.OK);
        var written = await Admin.PostAsync($"{path}/reply", In("It still burns."), HttpStatusCode.OK);
        var resolved = await Admin.PostAsync($"{path}/resolve", new { resolution = "Sent a fuse." }, HttpStatusCode.OK);
        var closed = await Admin.PostAsync($"{path}/close", new { }, HttpStatusCode.OK);
        var reopened = await Admin.PostAsync($"{path}/reopen", new { reason = "It blew." }, HttpStatusCode.OK);

        Assert.Equal("second level", assigned.Text("queue"));
        Assert.Equal("open", answered.Text("state"));
        Assert.NotNull(answered["firstResponseAt"]);
        Assert.Equal("customer", waiting.Text("waitingFor"));
        Assert.Equal("open", written.Text("state"));
        Assert.NotNull(resolved["resolvedAt"]);
        Assert.Equal("closed", closed.Text("state"));
        Assert.Equal(1, (int)reopened["reopenCount"]!);
        Assert.Equal(
            ["new", "open", "waiting", "open", "resolved", "closed", "open"],
            reopened["steps"]!.AsArray().Select(step => step!.Text("state"))
        );
        var stored = await Admin.GetJsonAsync(path);
        Assert.Equal(reopened.ToJsonString(), stored.ToJsonString());
    }

    [Fact]
    public async Task What_the_state_forbids_is_a_conflict_with_a_code_and_changes_nothing()
    {
        var path = await NewCasePathAsync();
        var before = await Admin.GetJsonAsync(path);

        var problem = await Admin.PostAsync($"{path}/close", new { }, HttpStatusCode.Conflict);

        Assert.Equal("case-not-resolved", problem.Text("code"));
        Assert.Equal(before.ToJsonString(), (await Admin.GetJsonAsync(path)).ToJsonString());
    }

    [Fact]
    public async Task A_verb_about_another_version_is_refused()
    {
        var path = await NewCasePathAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/resolve");
        request.Content = JsonContent.Create(new { resolutionCode = "solved" });
        request.Headers.TryAddWithoutValidation("If-Match", "\"7\"");

        using var answer = await Admin.SendAsync(request);

        await answer.ExpectProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task A_message_refused_by_the_case_is_not_kept()
    {
        var path = await NewCasePathAsync();
        await Admin.PostAsync($"{path}/resolve", new { resolutionCode = "solved" }, HttpStatusCode.OK);
        await Admin.PostAsync($"{path}/close", new { }, HttpStatusCode.OK);

        var problem = await Admin.PostAsync($"{path}/messages", In("Hello?"), HttpStatusCode.Conflict);
        var note = await Admin.PostAsync($"{path}/messages", new { direction = "internal", body = "Called back." });

        Assert.Equal("case-closed", problem.Text("code"));
        var messages = await Admin.GetJsonAsync($"{path}/messages");
        Assert.Equal([note.Text("id")], messages["items"]!.AsArray().Select(item => item!.Text("id")));
    }

    [Fact]
    public async Task Messages_are_read_page_by_page_oldest_first_and_belong_to_one_case()
    {
        var path = await NewCasePathAsync();
        var other = await NewCasePathAsync();
        await Admin.PostAsync($"{other}/messages", In("Elsewhere"));
        string[] days = ["2026-01-03", "2026-01-01", "2026-01-02"];
        foreach (var day in days)
        {
            await Admin.PostAsync(
                $"{path}/messages",
                new
                {
                    direction = "in",
                    body = day,
                    occurredAt = $"{day}T12:00:00Z",
                }
            );
        }

        var first = await Admin.GetJsonAsync($"{path}/messages?pageSize=2");
        var second = await Admin.GetJsonAsync($"{path}/messages?pageSize=2&pageToken={first.Text("nextPageToken")}");

        Assert.Equal(["2026-01-01", "2026-01-02"], first["items"]!.AsArray().Select(item => item!.Text("body")));
        Assert.Equal(["2026-01-03"], second["items"]!.AsArray().Select(item => item!.Text("body")));
        Assert.Null(second["nextPageToken"]);
        await Admin.GetJsonAsync(
            $"{other}/messages?pageSize=2&pageToken={first.Text("nextPageToken")}",
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_message_of_a_case_is_one_interaction_with_its_customer()
    {
        var path = await NewCasePathAsync(channel: "chat");
        var about = await Admin.GetJsonAsync(path);

        var message = await Admin.PostAsync($"{path}/messages", Out("Hello"));

        var filter = Uri.EscapeDataString($"customerId = \"{about.Text("customerId")}\"");
        var all = await Admin.GetJsonAsync($"/v1/interactions?filter={filter}");
        var one = Assert.Single(all["items"]!.AsArray())!;
        Assert.Equal(message.ToJsonString(), one.ToJsonString());
        Assert.Equal("chat", one.Text("channel"));
        Assert.Equal(about.Text("id"), one["regarding"]!.Text("id"));
    }

    [Fact]
    public async Task A_call_recorded_about_a_case_is_among_its_messages_and_does_not_move_it()
    {
        var path = await NewCasePathAsync();
        var about = await Admin.GetJsonAsync(path);

        await Admin.PostAsync(
            "/v1/interactions",
            new
            {
                customerId = about.Text("customerId"),
                channel = "call",
                direction = "out",
                regarding = new { type = "case", id = about.Text("id") },
            }
        );

        Assert.Equal("new", (await Admin.GetJsonAsync(path)).Text("state"));
        Assert.Single((await Admin.GetJsonAsync($"{path}/messages"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_case_settled_elsewhere_comes_in_with_its_history_and_coming_again_changes_nothing()
    {
        var customer = await NewCustomerAsync();
        var upsert = new
        {
            matchOn = new[] { "externalId" },
            record = new
            {
                customerId = customer,
                subject = "Wrong balance",
                openedAt = "2017-03-21T00:00:00Z",
                resolvedAt = "2017-03-23T00:00:00Z",
                closedAt = "2017-03-24T00:00:00Z",
                resolutionCode = "explanation",
                externalIds = new[] { new { system = "cfpb", value = "2397100" } },
            },
        };

        var first = await Admin.PostAsync("/v1/cases/upsert", upsert, HttpStatusCode.OK);
        var second = await Admin.PostAsync("/v1/cases/upsert", upsert, HttpStatusCode.OK);

        Assert.Equal("created", first.Text("outcome"));
        Assert.Equal("closed", first["record"]!.Text("state"));
        Assert.Equal("2017-03-21T00:00:00Z", first["record"]!.Text("openedAt"));
        Assert.Equal("unchanged", second.Text("outcome"));
        Assert.Equal(first["record"]!.ToJsonString(), second["record"]!.ToJsonString());
    }

    [Fact]
    public async Task A_time_that_is_kept_cannot_be_changed()
    {
        var path = await NewCasePathAsync();

        var problem = await Admin.PatchAsync(path, new { openedAt = "2017-03-21T00:00:00Z" }, HttpStatusCode.Conflict);

        Assert.Equal("case-time-kept", problem.Text("code"));
        Assert.Equal("/openedAt", problem.BlamedField());
    }

    [Fact]
    public async Task A_topic_is_found_with_all_that_lies_below_it()
    {
        var customer = await NewCustomerAsync();
        foreach (var topic in (string[])["hardware/printer/fuse", "hardware/screen", "billing"])
        {
            await Admin.PostAsync(
                "/v1/cases",
                new
                {
                    customerId = customer,
                    subject = topic,
                    topic,
                    priority = topic == "billing" ? "low" : "urgent",
                }
            );
        }

        var filter = Uri.EscapeDataString(
            $"customerId = \"{customer}\" AND topic = \"hardware/*\" AND priority = urgent AND state = new"
        );
        var found = await Admin.GetJsonAsync($"/v1/cases?filter={filter}&orderBy=subject&expand=customer");

        Assert.Equal(
            ["hardware/printer/fuse", "hardware/screen"],
            found["items"]!.AsArray().Select(item => item!.Text("topic"))
        );
        Assert.Equal("Acme", found["items"]![0]!["customer"]!.Text("name"));
    }

    [Theory]
    [InlineData("customerId")]
    [InlineData("contactId")]
    [InlineData("assigneeId")]
    [InlineData("teamId")]
    [InlineData("productId")]
    public async Task A_reference_to_nothing_is_refused(string field)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["customerId"] = await NewCustomerAsync(),
            ["subject"] = "Lost",
        };
        body[field] = "019b76da-a800-7000-8000-0000000000ff";

        var problem = await Admin.PostAsync("/v1/cases", body, HttpStatusCode.UnprocessableEntity);

        Assert.Equal("unknown-reference", problem.Text("code"));
        Assert.Equal($"/{field}", problem.BlamedField());
    }

    [Fact]
    public async Task The_contact_of_a_case_is_a_person()
    {
        var customer = await NewCustomerAsync();

        var problem = await Admin.PostAsync(
            "/v1/cases",
            new
            {
                customerId = customer,
                contactId = customer,
                subject = "Who?",
            },
            HttpStatusCode.UnprocessableEntity
        );

        Assert.Equal("not-a-person", problem.Text("code"));
    }

    [Fact]
    public async Task An_assignment_to_nobody_is_malformed()
    {
        var path = await NewCasePathAsync();

        await Admin.PostAsync($"{path}/assign", new { }, HttpStatusCode.BadRequest);
    }

    private static object In(string body) => new { direction = "in", body };

    private static object Out(string body) => new { direction = "out", body };

    private async Task<string> NewCasePathAsync(string? channel = null)
    {
        var made = await Admin.PostAsync(
            "/v1/cases",
            new
            {
                customerId = await NewCustomerAsync(),
                subject = "Printer is on fire",
                channel,
            }
        );
        Assert.StartsWith("C-", made.Text("number"), StringComparison.Ordinal);
        return $"/v1/cases/{made.Text("number")}";
    }

    private async Task<string> NewCustomerAsync()
    {
        var made = await Admin.PostAsync("/v1/customers", new { kind = "organization", name = "Acme" });
        return made.Text("id");
    }
}
