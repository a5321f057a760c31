namespace Crm.Cli.Tests.Events;

public sealed class EventsTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task In_a_pipe_each_event_is_a_line_and_every_page_is_fetched()
    {
        _terminal
            .Service.Answers("""{"items":[{"id":"1"},{"id":"2"}],"nextCursor":"b","hasMore":true}""")
            .Answers("""{"items":[{"id":"3"}],"nextCursor":"c","hasMore":false}""");

        var outcome = await _terminal.RunAsync("events", "--after", "a", "--type", "customer.updated", "--record", "9");

        Assert.Equal("{\"id\":\"1\"}\n{\"id\":\"2\"}\n{\"id\":\"3\"}\n", outcome.Out);
        Assert.Equal("Go on from here with: crm events --after c\n", outcome.Error);
        Assert.Equal(
            [
                "?after=a&recordId=9&type=customer.updated&pageSize=500",
                "?after=b&recordId=9&type=customer.updated&pageSize=500",
            ],
            Queries()
        );
    }

    [Fact]
    public async Task Json_asked_for_by_name_is_one_document()
    {
        _terminal.Service.Answers("""{"items":[{"id":"1"},{"id":"2"}],"nextCursor":"b","hasMore":false}""");

        var outcome = await _terminal.RunAsync("events", "--output", "json");

        Assert.StartsWith("[", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_ends_it_in_the_middle()
    {
        _terminal.Service.Answers("""{"items":[{"id":"1"}],"nextCursor":"b","hasMore":true}""");

        var outcome = await _terminal.RunAsync("events", "--limit", "1");

        Assert.Equal((ExitCode.Ok, "{\"id\":\"1\"}\n"), (outcome.ExitCode, outcome.Out));
        Assert.Equal(["?pageSize=1"], Queries());
    }

    [Fact]
    public async Task Who_follows_hears_only_what_comes_and_where_to_go_on()
    {
        using var interruption = new CancellationTokenSource();
        _terminal
            .Service.Answers("""{"items":[],"nextCursor":"a","hasMore":false}""")
            .Answers("""{"items":[{"id":"1"}],"nextCursor":"b","hasMore":false}""")
            .NeverAnswers();

        var run = _terminal.RunAsync(["events", "--follow"], interruption.Token);
        await interruption.CancelAsync();
        var outcome = await run;

        Assert.Equal((ExitCode.Interrupted, "{\"id\":\"1\"}\n"), (outcome.ExitCode, outcome.Out));
        Assert.Contains("crm events --after b\n", outcome.Error);
        Assert.Equal(["?after=end&pageSize=500", "?after=a&pageSize=500", "?after=b&pageSize=500"], Queries());
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], _terminal.Waits);
    }

    [Fact]
    public async Task On_a_terminal_each_event_is_shown_when_it_comes()
    {
        using var interruption = new CancellationTokenSource();
        _terminal.IsTerminal = true;
        _terminal
            .Service.Answers(
                """
                {"items":[{"time":"2026-01-31T09:30:00.123456Z","type":"customer.updated","recordId":"1","keyName":"admin"},
                 {"time":"2026-01-31T09:30:01Z","type":"team.created","recordId":"2"}],"nextCursor":"a","hasMore":false}
                """
            )
            .NeverAnswers();

        var run = _terminal.RunAsync(["events", "--follow"], interruption.Token);
        await interruption.CancelAsync();

        Assert.Equal(
            "2026-01-31 09:30:00Z  customer.updated  1  admin\n2026-01-31 09:30:01Z  team.created      2\n",
            (await run).Out
        );
    }

    private IEnumerable<string> Queries() =>
        _terminal.Service.Requests.Select(request => new Uri(request.Target).Query);
}
