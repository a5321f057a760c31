using System.Net;
using Crm.TestKit;

namespace Crm.Api.Tests.Quotes;

/// <summary>Every state of a quote with every verb, on a clock that the tests move.</summary>
public sealed class QuoteStateTests(QuoteStateTests.ClockFixture fixture) : IClassFixture<QuoteStateTests.ClockFixture>
{
    private HttpClient Admin => fixture.Admin;

    /// <summary>What each verb makes of each state, or the code with which it refuses.</summary>
    public static TheoryData<string, string, string> Transitions
    {
        get
        {
            string[] verbs = ["approve", "reopen", "send", "accept", "decline", "revise"];
            Dictionary<string, string[]> outcomes = new()
            {
                ["draft"] =
                [
                    "approved",
                    "quote-not-approved",
                    "quote-not-approved",
                    "quote-not-sent",
                    "quote-not-sent",
                    "quote-not-revisable",
                ],
                ["approved"] = ["quote-not-draft", "draft", "sent", "quote-not-sent", "quote-not-sent", "superseded"],
                ["sent"] =
                [
                    "quote-not-draft",
                    "quote-not-approved",
                    "quote-not-approved",
                    "accepted",
                    "declined",
                    "superseded",
                ],
                ["expired"] =
                [
                    "quote-not-draft",
                    "quote-not-approved",
                    "quote-not-approved",
                    "quote-expired",
                    "declined",
                    "superseded",
                ],
                ["accepted"] =
                [
                    "quote-not-draft",
                    "quote-not-approved",
                    "quote-not-approved",
                    "quote-not-sent",
                    "quote-not-sent",
                    "quote-not-revisable",
                ],
                ["declined"] =
                [
                    "quote-not-draft",
                    "quote-not-approved",
                    "quote-not-approved",
                    "quote-not-sent",
                    "quote-not-sent",
                    "superseded",
                ],
                ["superseded"] =
                [
                    "quote-not-draft",
                    "quote-not-approved",
                    "quote-not-approved",
                    "quote-not-sent",
                    "quote-not-sent",
                    "quote-not-revisable",
                ],
            };
            var table = new TheoryData<string, string, string>();
            foreach (var (state, expected) in outcomes)
            {
                foreach (var (verb, outcome) in verbs.Zip(expected))
                {
                    table.Add(state, verb, outcome);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Transitions))]
    public async Task Each_verb_leads_on_or_is_refused_and_then_changes_nothing(
        string state,
        string verb,
        string outcome
    )
    {
        var quote = await Admin.QuoteInAsync(state, state == "expired" ? Day(await NowAsync()) : null);
        if (state == "expired")
        {
            await AdvanceAsync("P1D");
        }

        var refused = outcome.StartsWith("quote-", StringComparison.Ordinal);

        var answer = await Admin.DoAsync("quotes", quote, verb, refused ? HttpStatusCode.Conflict : HttpStatusCode.OK);

        var after = await Admin.GetJsonAsync($"/v1/quotes/{quote.Text("id")}");
        if (refused)
        {
            Assert.Equal(outcome, answer.Text("code"));
            Assert.Equal(quote.Text("etag"), after.Text("etag"));
        }
        else
        {
            Assert.Equal(outcome, after.Text("state"));
        }
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("reopen")]
    [InlineData("send")]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("revise")]
    public async Task A_verb_needs_the_version_it_is_about(string verb)
    {
        var quote = await Admin.QuoteAsync();
        var body = verb == "decline" ? """{"reason":"no"}""" : "{}";

        using var blind = await Admin.SendTextAsync(HttpMethod.Post, $"/v1/quotes/{quote.Text("id")}/{verb}", body);
        quote["etag"] = "\"7\"";
        var stale = await Admin.DoAsync("quotes", quote, verb, HttpStatusCode.PreconditionFailed);

        await blind.ExpectProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");
        Assert.Equal("precondition-failed", stale.Text("code"));
    }

    [Fact]
    public async Task Filters_agree_with_the_state_that_is_shown_before_and_after_expiry()
    {
        var quote = await Admin.QuoteInAsync("sent", Day(await NowAsync()));
        var id = quote.Text("id");

        Assert.Equal("sent", quote.Text("state"));
        Assert.Equal(["state = \"sent\"", "state != \"expired\""], await FoundByAsync(id));

        await AdvanceAsync("P1D");

        Assert.Equal("expired", (await Admin.GetJsonAsync($"/v1/quotes/{id}")).Text("state"));
        Assert.Equal(["state = \"expired\"", "NOT state = \"sent\""], await FoundByAsync(id));
    }

    [Fact]
    public async Task A_revision_is_a_draft_of_its_own_with_the_next_number()
    {
        var quote = await Admin.QuoteInAsync("sent", Day((await NowAsync()).AddDays(10)));
        await AdvanceAsync("P20D");
        quote = await Admin.GetJsonAsync($"/v1/quotes/{quote.Text("id")}");

        var revision = await Admin.DoAsync("quotes", quote, "revise", HttpStatusCode.OK);

        var older = await Admin.GetJsonAsync($"/v1/quotes/{quote.Text("id")}");
        Assert.Equal($"{quote.Text("number")}-2", revision.Text("number"));
        Assert.Equal(("draft", quote.Text("id")), (revision.Text("state"), revision.Text("revisesId")));
        Assert.Equal(("superseded", revision.Text("id")), (older.Text("state"), older.Text("revisedById")));
        Assert.Equal(Day((await NowAsync()).AddDays(10)), revision.Text("validUntil"));
        Assert.Equal(quote["total"]!.ToJsonString(), revision["total"]!.ToJsonString());
        Assert.Equal(quote["lines"]!.ToJsonString(), revision["lines"]!.ToJsonString());
    }

    [Theory]
    [InlineData("draft", HttpStatusCode.NoContent)]
    [InlineData("declined", HttpStatusCode.NoContent)]
    [InlineData("accepted", HttpStatusCode.Conflict)]
    [InlineData("superseded", HttpStatusCode.Conflict)]
    public async Task A_quote_that_others_rely_on_cannot_be_deleted(string state, HttpStatusCode expected)
    {
        var quote = await Admin.QuoteInAsync(state);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v1/quotes/{quote.Text("id")}");
        request.Headers.TryAddWithoutValidation("If-Match", quote.Text("etag"));

        using var answer = await Admin.SendAsync(request);

        await answer.ExpectAsync(expected);
    }

    private static readonly string[] Filters =
    [
        "state = \"sent\"",
        "state = \"expired\"",
        "state != \"expired\"",
        "NOT state = \"sent\"",
    ];

    private static string Day(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Those of the filters that find the quote.</summary>
    private async Task<IEnumerable<string>> FoundByAsync(string id)
    {
        var found = new List<string>();
        foreach (var filter in Filters)
        {
            var text = Uri.EscapeDataString($"id = \"{id}\" AND {filter}");
            var page = await Admin.GetJsonAsync($"/v1/quotes?filter={text}");
            if (page["items"]!.AsArray().Count == 1)
            {
                found.Add(filter);
            }
        }

        return found;
    }

    private async Task<DateTimeOffset> NowAsync() => (DateTimeOffset)(await Admin.GetJsonAsync("/v1/clock"))["time"]!;

    private async Task AdvanceAsync(string duration) =>
        await Admin.PostAsync("/v1/clock", new { advance = duration }, HttpStatusCode.OK);

    public sealed class ClockFixture : CrmFixture
    {
        public override async Task InitializeAsync() =>
            Server = await CrmServer.StartAsync(Engine.Sqlite, ("Crm:Clock:Virtual", "true"));
    }
}
