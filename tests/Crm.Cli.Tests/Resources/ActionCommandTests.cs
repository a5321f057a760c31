using System.Net;

namespace Crm.Cli.Tests.Resources;

public sealed class ActionCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_nouns_own_verb_takes_its_options_from_the_contract()
    {
        _terminal.Service.Answers("""{"id":"1","stage":"lost"}""");

        var outcome = await _terminal.RunAsync(
            "opportunities",
            "move",
            "O-1",
            "--stage",
            "lost",
            "--reason",
            "price",
            "--if-match",
            "3"
        );

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains("\"lost\"", outcome.Out);
        var request = _terminal.Service.Request;
        Assert.Equal(("POST", "http://127.0.0.1:5080/v1/opportunities/O-1/move"), (request.Method, request.Target));
        Assert.Equal("""{"stage":"lost","reason":"price"}""", request.Body);
        Assert.Equal("\"3\"", request.Headers["If-Match"]);
        Assert.Contains("Idempotency-Key", request.Headers.Keys);
    }

    [Fact]
    public async Task A_reading_verb_puts_its_options_into_the_query_and_prints_a_list()
    {
        _terminal.Service.Answers("""{"items":[{"id":"1"},{"id":"2"}]}""");

        var outcome = await _terminal.RunAsync("customers", "lookup", "--phone", "+49 30 1", "-o", "ndjson");

        Assert.Equal("{\"id\":\"1\"}\n{\"id\":\"2\"}\n", outcome.Out);
        // A lookup comes whole: the contract gives it no page size.
        Assert.Equal("?phone=%2B49%2030%201", new Uri(_terminal.Service.Request.Target).Query);
        Assert.Equal("", _terminal.Service.Request.Body);
    }

    [Fact]
    public async Task A_verb_that_starts_a_job_is_followed_by_last()
    {
        _terminal.Service.Answers("""{"id":"J-1","state":"running"}""", HttpStatusCode.Accepted);
        _terminal.Service.Answers("""{"id":"J-1","state":"completed","counts":{}}""");

        var started = await _terminal.RunAsync("schedules", "run", "S-1");
        await _terminal.RunAsync("jobs", "get", "--last");

        Assert.Contains("J-1", started.Out);
        Assert.Equal(
            ["http://127.0.0.1:5080/v1/schedules/S-1/run", "http://127.0.0.1:5080/v1/jobs/J-1"],
            _terminal.Service.Requests.Select(request => request.Target.Split('?')[0])
        );
    }
}
