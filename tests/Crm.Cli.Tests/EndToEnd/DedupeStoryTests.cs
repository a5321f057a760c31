using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>How customers that are one are found and decided about from a terminal, through the real service.</summary>
public sealed class DedupeStoryTests : IAsyncLifetime
{
    private CrmServer _server = null!;
    private Terminal _terminal = null!;

    public async Task InitializeAsync()
    {
        _server = await CrmServer.StartAsync();
        _terminal = Terminal.At(_server);
        await _server.Admin.AddDoublesAsync("shop");
    }

    public async Task DisposeAsync()
    {
        _terminal.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_run_is_looked_at_reviewed_and_followed_by_one_that_knows_better()
    {
        var run = await JsonAsync("dedupe", "run", "--filter", "source = \"shop\"");
        Assert.Equal(2, (int)run["statistics"]!["clusters"]!);

        var pairs = (await JsonAsync("dedupe", "pairs", "--undecided", "--min-weight", "0")).AsArray();
        Assert.Equal(2, pairs.Count);

        var answers = pairs.Select(pair => IsCompany(pair!) ? "r\nb\n2\n" : "what\ndiff\n");
        _terminal.Input = string.Concat(answers);
        var review = await OkAsync("dedupe", "review", "--min-weight", "0");
        var decisions = JsonNode.Parse(review.Out)!.AsArray();
        Assert.Contains(
            "Decided about 2 pairs, 1 different, 1 related; skipped 0.",
            review.Error,
            StringComparison.Ordinal
        );
        var related = decisions.Single(decision => (string?)decision!["decision"] == "related")!;
        Assert.Equal((string?)related["secondCustomerId"], (string?)related["relationshipFromId"]);

        var again = await JsonAsync("dedupe", "run", "--filter", "source = \"shop\"");
        Assert.Equal(0, (int)again["statistics"]!["clusters"]!);
        Assert.Empty((await JsonAsync("dedupe", "pairs", "--undecided", "--min-weight", "0")).AsArray());
        var kept = await JsonAsync("dedupe-decisions", "list", "--filter", "decision = different");
        Assert.Single(kept.AsArray());
    }

    [Fact]
    public async Task A_review_ends_with_its_input_and_shows_what_differs_and_why()
    {
        await OkAsync("dedupe", "run");
        _terminal.Input = "explain\nskip\n";

        var review = await OkAsync("dedupe", "review", "--min-weight", "0");

        Assert.Contains("≠", review.Error, StringComparison.Ordinal);
        Assert.Contains("match weight", review.Error, StringComparison.Ordinal);
        Assert.Contains("Decided about 0 pairs; skipped 1.", review.Error, StringComparison.Ordinal);
        Assert.Equal("[]", review.Out.Trim());
    }

    [Fact]
    public async Task What_somebody_else_has_said_meanwhile_stays()
    {
        await OkAsync("dedupe", "run");
        var pair = (await JsonAsync("dedupe", "pairs", "--order-by", "matchWeight desc", "--limit", "1"))[0]!;
        await _server.Admin.PostAsync(
            "/v1/dedupe-decisions",
            new
            {
                firstCustomerId = (string?)pair["second"]!["id"],
                secondCustomerId = (string?)pair["first"]!["id"],
                decision = "different",
            }
        );
        var found = await JsonAsync("dedupe", "pairs", "--order-by", "matchWeight desc", "--limit", "1");

        Assert.Equal("different", (string?)found[0]!["decision"]!["decision"]);
        _terminal.Input = "same\n";
        var review = await OkAsync("dedupe", "review", "--min-weight", "0", "--output", "ndjson");
        Assert.DoesNotContain((string)pair["first"]!["id"]!, review.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_is_drawn_as_a_waterfall()
    {
        await OkAsync("dedupe", "run");
        var pair = (await JsonAsync("dedupe", "pairs", "--order-by", "matchWeight desc", "--limit", "1"))[0]!;
        string[] explain = ["dedupe", "explain", (string)pair["first"]!["number"]!, (string)pair["second"]!["number"]!];

        var drawn = await OkAsync([.. explain, "--output", "table"]);
        var asJson = await JsonAsync(explain);
        var csv = await OkAsync([.. explain, "--output", "csv"]);

        var lines = drawn.Out.Split('\n');
        var phone = Assert.Single(lines, line => line.TrimStart().StartsWith("phone", StringComparison.Ordinal));
        Assert.Contains("exact", phone, StringComparison.Ordinal);
        Assert.Contains("█", phone, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', drawn.Out);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, _terminal.Width));
        Assert.Contains("One and the same", drawn.Out, StringComparison.Ordinal);
        Assert.Equal(asJson["reasons"]!.AsArray().Count + 1, csv.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Without_a_run_there_is_nothing_to_look_at()
    {
        var outcome = await _terminal.RunAsync("dedupe", "pairs");

        Assert.Equal(ExitCode.NotFound, outcome.ExitCode);
        Assert.Contains("next: crm dedupe run", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_not_waited_for_goes_on_and_is_found_again()
    {
        var started = await OkAsync("dedupe", "run", "--async");
        var id = (string)JsonNode.Parse(started.Out)!["id"]!;

        Assert.Contains($"crm jobs watch {id}", started.Error, StringComparison.Ordinal);
        await OkAsync("jobs", "watch", "--last");
        Assert.Equal(2, (await JsonAsync("dedupe", "pairs", id, "--min-weight", "0")).AsArray().Count);
    }

    private static bool IsCompany(JsonNode pair) =>
        ((string)pair["first"]!["name"]!).StartsWith("Nordlicht", StringComparison.Ordinal);

    private async Task<JsonNode> JsonAsync(params string[] arguments) =>
        JsonNode.Parse((await OkAsync(arguments)).Out)!;

    private async Task<Outcome> OkAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, $"{outcome.ExitCode}: {outcome.Error}");
        return outcome;
    }
}
