using System.Net;

namespace Crm.Cli.Tests.Dedupe;

public sealed class ReviewDedupeCommandTests : IDisposable
{
    private const string Page = """
        {"items":[{"number":1,"matchWeight":-1.0,"nearestClass":"sameAddress",
          "first":{"id":"a","number":"CU-1","name":"Ada"},"second":{"id":"b","number":"CU-2","name":"Ida"}},
          {"number":2,"matchWeight":1.0,"nearestClass":"household",
          "first":{"id":"c","number":"CU-3","name":"Bo"},"second":{"id":"d","number":"CU-4","name":"Bob","deleteTime":"2026-01-01T00:00:00Z"}}]}
        """;

    private const string Ada = """
        {"id":"a","kind":"person","number":"CU-1","name":"Ada","tags":["vip"],
         "contactPoints":[{"channel":"email","value":"ada@x.example"},{"channel":"phone","value":"030 1"}]}
        """;

    private const string Ida = """
        {"id":"b","kind":"person","number":"CU-2","name":"Ida","tags":["vip"],
         "contactPoints":[{"channel":"phone","value":"030 1"}]}
        """;

    private readonly Terminal _terminal = new() { IsTerminal = true };

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Only_what_differs_is_marked_and_what_was_merged_since_is_passed_over()
    {
        _terminal.Service.Answers(Page).Answers(Ada).Answers(Ida);
        _terminal.Input = "q\n";

        var outcome = await _terminal.RunAsync("dedupe", "review", "run");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        var lines = outcome.Error.Split('\n');
        Assert.Equal(["name", "contactPoints"], lines.Where(line => line.Contains('≠')).Select(Field));
        Assert.Contains("Not the same, 2 to 1. Most probably: same address.", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("decided=false", _terminal.Service.Requests[0].Target, StringComparison.Ordinal);
        Assert.Equal(3, _terminal.Service.Requests.Count);
    }

    [Fact]
    public async Task Who_was_slower_is_told_and_goes_on()
    {
        _terminal
            .Service.Answers(Page)
            .Answers(Ada)
            .Answers(Ida)
            .AnswersProblem(HttpStatusCode.Conflict, "already-decided", "Somebody has said 'same' of the two already.");
        _terminal.Input = "d\n";

        var outcome = await _terminal.RunAsync("dedupe", "review", "run");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains("Not kept: Somebody has said 'same'", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Decided about 0 pairs", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_is_said_in_two_letters()
    {
        _terminal.Service.Answers(Page).Answers(Ada).Answers(Ida).Answers("""{"id":"x","decision":"related"}""");
        _terminal.Input = "r\nh\n";

        await _terminal.RunAsync("dedupe", "review", "run");

        var request = _terminal.Service.Requests[^1];
        Assert.Equal(
            """{"firstCustomerId":"a","secondCustomerId":"b","decision":"related","relationshipType":"household"}""",
            request.Body
        );
        Assert.True(request.Headers.ContainsKey("Idempotency-Key"));
    }

    [Fact]
    public async Task Where_nobody_may_be_asked_nothing_is_reviewed()
    {
        var outcome = await _terminal.RunAsync("dedupe", "review", "run", "--no-input");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }

    private static string Field(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1];
}
