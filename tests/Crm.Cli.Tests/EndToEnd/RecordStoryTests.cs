using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Cli.Tests.EndToEnd;

/// <summary>What people do with single records, through the real service.</summary>
public sealed class RecordStoryTests(CrmFixture fixture) : IClassFixture<CrmFixture>, IDisposable
{
    private readonly Terminal _terminal = Terminal.At(fixture.Server);

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_file_comes_back_as_it_was_sent_under_its_name()
    {
        var customer = await CreateCustomerAsync();
        var path = _terminal.Write("Größe & Maß.txt", "42 cm");

        var added = await JsonAsync("attachments", "add", customer, path);
        var attachment = (string)added["id"]!;
        var listed = await JsonAsync("attachments", "list", customer);
        await OkAsync("attachments", "get", customer, attachment);
        await OkAsync("attachments", "delete", customer, attachment, "--yes");
        var left = await JsonAsync("attachments", "list", customer);

        Assert.Equal(["Größe & Maß.txt"], listed.AsArray().Select(item => (string?)item!["fileName"]));
        var fetched = Path.Combine(_terminal.Project, "Größe & Maß.txt");
        Assert.Equal("42 cm", await File.ReadAllTextAsync(fetched));
        Assert.Empty(left.AsArray());
    }

    [Fact]
    public async Task The_timeline_and_the_feed_tell_of_a_change()
    {
        var end = await OkAsync("events", "--after", "end");
        var cursor = end.Error.Trim().Split(' ')[^1];
        var customer = await CreateCustomerAsync();
        await OkAsync("customers", "update", customer, "--category", "vip");

        var timeline = await JsonAsync("customers", "timeline", customer);
        var feed = await OkAsync("events", "--after", cursor, "--json", "type");

        Assert.Equal(
            ["customer.updated", "customer.created"],
            timeline.AsArray().Select(item => (string?)item!["type"])
        );
        Assert.Equal("{\"type\":\"customer.created\"}\n{\"type\":\"customer.updated\"}\n", feed.Out);
    }

    [Fact]
    public async Task An_accepted_quote_can_win_its_opportunity()
    {
        var customer = (string)(await JsonAsync("customers", "get", await CreateCustomerAsync()))["id"]!;
        var deal = await JsonAsync("opportunities", "create", "--name", "Drills", "--customer-id", customer);
        var number = await SentQuoteAsync(customer, (string)deal["id"]!);

        var accepted = await JsonAsync("quotes", "accept", number, "--if-match", "*", "--win-opportunity");

        Assert.Equal("accepted", (string?)accepted["state"]);
        var won = await JsonAsync("opportunities", "get", (string)deal["number"]!);
        Assert.Equal("won", (string?)won["stage"]);
    }

    [Fact]
    public async Task A_quote_without_an_open_opportunity_wins_none_and_stays_as_it_is()
    {
        var customer = (string)(await JsonAsync("customers", "get", await CreateCustomerAsync()))["id"]!;
        var number = await SentQuoteAsync(customer, opportunity: null);

        var refused = await _terminal.RunAsync("quotes", "accept", number, "--if-match", "*", "--win-opportunity");

        Assert.Equal(ExitCode.Conflict, refused.ExitCode);
        Assert.Contains("no-open-opportunity", refused.Error);
        Assert.Equal("sent", (string?)(await JsonAsync("quotes", "get", number))["state"]);
    }

    private async Task<string> CreateCustomerAsync() =>
        (string)(await JsonAsync("customers", "create", "--kind", "organization", "--name", "Cancity"))["number"]!;

    private async Task<string> SentQuoteAsync(string customer, string? opportunity)
    {
        string[] reference = opportunity is null ? [] : ["--opportunity-id", opportunity];
        var quote = await JsonAsync([
            "quotes",
            "create",
            "--customer-id",
            customer,
            "--currency",
            "EUR",
            "--set",
            """lines:=[{"description":"Drill","quantity":1,"unitPrice":{"amount":"10.00","currency":"EUR"}}]""",
            .. reference,
        ]);
        var number = (string)quote["number"]!;
        await OkAsync("quotes", "approve", number, "--if-match", "*");
        await OkAsync("quotes", "send", number, "--if-match", "*");
        return number;
    }

    private async Task<JsonNode> JsonAsync(params string[] arguments) =>
        JsonNode.Parse((await OkAsync(arguments)).Out)!;

    private async Task<Outcome> OkAsync(params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);
        Assert.True(outcome.ExitCode == ExitCode.Ok, outcome.Error);
        return outcome;
    }
}
