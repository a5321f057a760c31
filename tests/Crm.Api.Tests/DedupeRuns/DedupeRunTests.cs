using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Api.Tests.DedupeRuns;

/// <summary>Runs over a few customers, over HTTP. Each test has customers of a source of its own.</summary>
public sealed class DedupeRunTests(CrmFixture fixture) : IClassFixture<CrmFixture>
{
    private const string Margarete = "Margarete Hollenbach";
    private const string Margarethe = "Margarethe Hollenbach";
    private const string Friedrich = "Friedrich Hollenbach";

    private static int s_sources;

    private readonly string _source = $"source {Interlocked.Increment(ref s_sources)}";

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Doubles_are_found_and_a_household_is_not_joined()
    {
        await Admin.AddDoublesAsync(_source);

        var run = await Admin.DedupeSourceAsync(_source);

        Assert.Equal(
            [$"{Margarete} + {Margarethe}", "Nordlicht Maschinenbau GmbH + Nordlicht Maschinenbau"],
            await Admin.ClustersAsync(run)
        );
        Assert.Equal("unchanged 6, duplicate 4", run.CountsText());
        var pairs = await Admin.PairsAsync(run, "orderBy=matchWeight%20desc");
        Assert.Equal(1, (int?)pairs.PairOf(Margarete, Margarethe)["cluster"]);
        var household = await ExplainAsync(run, await IdAsync(Margarete), await IdAsync(Friedrich));
        Assert.Equal("household", household.Text("nearestClass"));
        Assert.True((double)household["matchWeight"]! < 0);
    }

    [Fact]
    public async Task The_run_says_what_it_found_and_what_it_has_learned()
    {
        await Admin.AddDoublesAsync(_source);
        var job = await Admin.DedupeAsync(new { filter = Deduping.Of(_source), autoMergePrecision = 0.99 });

        var run = await Admin.GetJsonAsync($"/v1/dedupe-runs/{job.Text("id")}");

        var statistics = run["statistics"]!;
        Assert.Equal((2, 4), ((int)statistics["clusters"]!, (int)statistics["clusteredCustomers"]!));
        Assert.Equal(6.629, (double)statistics["autoMergeWeight"]!);
        Assert.Equal(6, (int)statistics["people"]!["customers"]!);
        Assert.Equal(4, (int)statistics["organizations"]!["customers"]!);
        Assert.Equal(1, statistics["people"]!["shares"]!.AsArray().Sum(share => (double)share!["share"]!), 0.001);
        Assert.Equal(job["findings"]!.ToJsonString(), statistics.ToJsonString());
        Assert.Equal((int)statistics["pairs"]!, (await Admin.PairsAsync(run)).Count);
        Assert.Equal(10, (int)run["progress"]!["rowsTotal"]!);
        Assert.Equal("completed", run.Text("state"));
    }

    [Fact]
    public async Task What_people_have_decided_binds_the_next_run()
    {
        await Admin.AddDoublesAsync(_source);
        var first = await Admin.PairsAsync(await Admin.DedupeSourceAsync(_source));
        var nordlicht = first.PairOf("Nordlicht Maschinenbau GmbH", "Nordlicht Maschinenbau");
        await DecideAsync(nordlicht["first"]!.Text("id"), nordlicht["second"]!.Text("id"), "different");
        await DecideAsync(await IdAsync(Margarete), await IdAsync(Margarethe), "different");
        await DecideAsync(await IdAsync(Friedrich), await IdAsync(Margarete), "same");

        var run = await Admin.DedupeSourceAsync(_source);

        Assert.Equal([$"{Margarete} + {Friedrich}"], await Admin.ClustersAsync(run));
        var decided = await Admin.PairsAsync(run, "decided=true");
        var open = await Admin.PairsAsync(run, "decided=false");
        Assert.Equal("different", decided.PairOf(Margarete, Margarethe)["decision"]!.Text("decision"));
        Assert.All(open, pair => Assert.Null(pair["decision"]));
        Assert.Equal((int)run["findings"]!["pairs"]!, decided.Count + open.Count);
    }

    [Fact]
    public async Task Two_that_are_related_are_not_joined()
    {
        await Admin.AddDoublesAsync(_source);
        await DecideAsync(await IdAsync(Margarete), await IdAsync(Margarethe), "related", "household");

        var clusters = await Admin.ClustersAsync(await Admin.DedupeSourceAsync(_source));

        Assert.Equal(["Nordlicht Maschinenbau GmbH + Nordlicht Maschinenbau"], clusters);
    }

    [Fact]
    public async Task What_was_said_of_a_customer_holds_for_the_one_it_was_merged_into()
    {
        await Admin.AddDoublesAsync(_source);
        var (margarete, margarethe) = (await IdAsync(Margarete), await IdAsync(Margarethe));
        var copy = await Admin.PostAsync("/v1/customers", new { kind = "person", name = "M. Hollenbach" });
        await DecideAsync(copy.Text("id"), margarethe, "different");
        var request = new { customerIds = (string[])[margarete, copy.Text("id")], survivorId = margarete };
        await Admin.PostAsync("/v1/customers/merge", request, HttpStatusCode.OK);

        var clusters = await Admin.ClustersAsync(await Admin.DedupeSourceAsync(_source));

        Assert.Equal(["Nordlicht Maschinenbau GmbH + Nordlicht Maschinenbau"], clusters);
    }

    [Fact]
    public async Task The_rows_of_an_import_are_compared_with_everybody_and_nothing_else_is_shown()
    {
        await Admin.AddDoublesAsync(_source);
        var import = await Admin.ImportAsync(
            new { resource = "customers", mode = "create" },
            "source,kind,givenName,familyName,contactPoints[0].channel,contactPoints[0].value,addresses[0].city\n"
                + $"{_source},person,Aurelia,Castellani,email,aurelia@castellani.example,Roma\n"
                + $"{_source},person,Nobody,Else,email,nobody@else.example,Nowhere\n"
        );

        var run = await Admin.DedupeAsync(new { filter = Deduping.Of(_source), importId = import.Text("id") });

        Assert.Equal(["Aurelia Castellani + Aurelia Castellani"], await Admin.ClustersAsync(run));
        Assert.Equal("unchanged 10, duplicate 2", run.CountsText());
        var pair = Assert.Single(await Admin.PairsAsync(run));
        Assert.Equal("Aurelia Castellani", pair["first"]!.Text("name"));
    }

    [Fact]
    public async Task Pairs_come_as_a_queue_with_the_least_sure_first_or_by_their_weight()
    {
        await Admin.AddDoublesAsync(_source);
        await Admin.AddDoublesAsync(_source);
        var run = await Admin.DedupeSourceAsync(_source);
        var all = Weights(await Admin.PairsAsync(run));
        Assert.True(all.Count > 5);

        var queue = Weights(await Admin.PairsAsync(run, "pageSize=2"));
        var down = Weights(await Admin.PairsAsync(run, "pageSize=3&orderBy=matchWeight%20desc"));
        var up = Weights(await Admin.PairsAsync(run, "pageSize=4&orderBy=matchWeight"));
        var some = Weights(await Admin.PairsAsync(run, $"minWeight=-0.5&maxWeight={down[0]}"));

        Assert.Equal(all.OrderBy(Math.Abs), queue);
        Assert.Equal(all.OrderDescending(), down);
        Assert.Equal(all.Order(), up);
        Assert.Equal(all.Where(weight => weight >= -0.5).Order(), some.Order());
    }

    [Fact]
    public async Task The_parts_of_a_weight_add_up_to_it()
    {
        await Admin.AddDoublesAsync(_source);
        var run = await Admin.DedupeSourceAsync(_source);

        var pairs = await Admin.PairsAsync(run);
        var explained = await ExplainAsync(run, pairs.PairOf(Margarete, Margarethe));

        Assert.All([.. pairs, explained], pair => Assert.Equal((double)pair["matchWeight"]!, SumOf(pair), 0.02));
        var found = pairs.PairOf(Margarete, Margarethe);
        Assert.Equal((double)found["matchWeight"]!, (double)explained["matchWeight"]!, 0.5);
        var phone = explained["reasons"]!.AsArray().Single(reason => reason!.Text("comparison") == "phone")!;
        Assert.Equal("exact", phone.Text("level"));
        Assert.Equal(["+49305550101"], phone["first"]!.AsArray().Select(value => (string)value!));
        Assert.Contains("email", explained["blocks"]!.AsArray().Select(block => (string)block!));
    }

    [Fact]
    public async Task Any_two_customers_are_explained_as_they_are_now_by_number_too()
    {
        await Admin.AddDoublesAsync(_source);
        var run = await Admin.DedupeSourceAsync(_source);
        var (wiesner, castellani) = (await NamedAsync("Jürgen Wiesner"), await NamedAsync("Aurelia Castellani"));
        var employer = await NamedAsync("Bäckerei Sonnenschein");
        foreach (var person in new[] { wiesner, castellani })
        {
            await Admin.PostAsync(
                "/v1/relationships",
                new
                {
                    fromCustomerId = person.Text("id"),
                    toCustomerId = employer.Text("id"),
                    type = "employee",
                }
            );
        }

        var explained = await ExplainAsync(run, castellani.Text("number"), wiesner.Text("number"));

        Assert.True((double)explained["matchWeight"]! < -5);
        var company = explained["reasons"]!.AsArray().Single(reason => reason!.Text("comparison") == "company")!;
        Assert.Equal(("exact", "Bäckerei Sonnenschein"), (company.Text("level"), (string?)company["first"]![0]));
    }

    [Fact]
    public async Task What_cannot_be_explained_says_why()
    {
        await Admin.AddDoublesAsync(_source);
        var run = await Admin.DedupeSourceAsync(_source);
        var pairs = await Admin.PairsAsync(run);
        var person = pairs.PairOf(Margarete, Margarethe)["first"]!.Text("number");
        var company = pairs.PairOf("Nordlicht Maschinenbau GmbH", "Nordlicht Maschinenbau")["first"]!.Text("number");

        var kinds = await ExplainAsync(run, person, company, HttpStatusCode.UnprocessableEntity);
        var self = await ExplainAsync(run, person, person, HttpStatusCode.UnprocessableEntity);
        var nobody = await ExplainAsync(run, person, "C-999999", HttpStatusCode.UnprocessableEntity);

        Assert.Equal("decision-kinds", kinds.Text("code"));
        Assert.Equal("pair-of-one", self.Text("code"));
        Assert.Equal(("unknown-reference", "second"), (nobody.Text("code"), nobody.BlamedField()));
    }

    [Fact]
    public async Task One_customer_alone_is_like_nobody()
    {
        await Admin.PostAsync(
            "/v1/customers",
            new
            {
                kind = "person",
                name = "Solitaire",
                source = _source,
            }
        );

        var run = await Admin.DedupeSourceAsync(_source);

        Assert.Equal("unchanged 1", run.CountsText());
        Assert.Empty(await Admin.PairsAsync(run));
    }

    [Theory]
    [InlineData("""{"filter": "ghost = 1"}""", HttpStatusCode.BadRequest, "filter-unknown-field")]
    [InlineData("""{"timeZone": "Mars/Olympus"}""", HttpStatusCode.BadRequest, "validation")]
    [InlineData("""{"autoMergePrecision": 1}""", HttpStatusCode.BadRequest, "validation")]
    [InlineData(
        """{"importId": "019b76da-a800-7000-8000-000000000001"}""",
        HttpStatusCode.UnprocessableEntity,
        "unknown-reference"
    )]
    public async Task What_cannot_be_understood_is_said_at_once(string options, HttpStatusCode status, string code)
    {
        using var answer = await Admin.SendTextAsync(HttpMethod.Post, "/v1/dedupe-runs", options);

        await answer.ExpectProblemAsync(status, code);
    }

    [Fact]
    public async Task Nobody_runs_or_reads_what_he_may_not_see()
    {
        await Admin.AddDoublesAsync(_source);
        var run = await Admin.DedupeSourceAsync(_source);
        using var blind = await fixture.Server.WithScopesAsync("dedupe-runs:run", "dedupe-runs:read");

        using var started = await blind.SendTextAsync(HttpMethod.Post, "/v1/dedupe-runs", "{}");
        using var read = await blind.GetAsync(new Uri($"/v1/dedupe-runs/{run.Text("id")}/pairs", UriKind.Relative));

        await started.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
        await read.ExpectProblemAsync(HttpStatusCode.Forbidden, "scope-missing");
    }

    [Fact]
    public async Task A_schedule_starts_runs()
    {
        await Admin.AddDoublesAsync(_source);
        var schedule = await Admin.PostAsync(
            "/v1/schedules",
            new
            {
                name = _source,
                cron = "@daily",
                start = new { dedupe = new { filter = Deduping.Of(_source) } },
            }
        );

        var job = await Admin.PostAsync($"/v1/schedules/{schedule.Text("id")}/run", new { }, HttpStatusCode.Accepted);

        var run = await Admin.SettledJobAsync(job.Text("id"));
        Assert.Equal(("dedupe", "completed"), (run.Text("kind"), run.Text("state")));
        Assert.Equal(2, (await Admin.ClustersAsync(run)).Count);
    }

    private Task<JsonObject> ExplainAsync(JsonObject run, JsonNode pair) =>
        ExplainAsync(run, pair["second"]!.Text("id"), pair["first"]!.Text("id"));

    private Task<JsonObject> ExplainAsync(
        JsonObject run,
        string first,
        string second,
        HttpStatusCode expected = HttpStatusCode.OK
    ) => Admin.GetJsonAsync($"/v1/dedupe-runs/{run.Text("id")}/explain?first={first}&second={second}", expected);

    private Task<JsonObject> DecideAsync(
        string firstCustomerId,
        string secondCustomerId,
        string decision,
        string? relationshipType = null
    ) =>
        Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId,
                secondCustomerId,
                decision,
                relationshipType,
            }
        );

    private async Task<string> IdAsync(string name) => (await NamedAsync(name)).Text("id");

    private async Task<JsonNode> NamedAsync(string name)
    {
        var filter = $"{Deduping.Of(_source)} AND name = \"{name}\"";
        var found = await Admin.GetJsonAsync($"/v1/customers?filter={Uri.EscapeDataString(filter)}");
        return Assert.Single(found["items"]!.AsArray())!;
    }

    private static List<double> Weights(IEnumerable<JsonNode> pairs) =>
        [.. pairs.Select(pair => (double)pair["matchWeight"]!)];

    private static double SumOf(JsonNode pair) =>
        (double)pair["priorWeight"]!
        + (double)pair["relatedWeight"]!
        + pair["reasons"]!.AsArray().Sum(reason => (double)reason!["weight"]!);
}
