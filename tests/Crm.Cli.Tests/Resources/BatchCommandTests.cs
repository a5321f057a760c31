using System.Net;
using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Resources;

public sealed class BatchCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Each_input_line_gets_its_answer_in_order()
    {
        _terminal.Input = """
            {"op":"create","body":{"kind":"person"}}

            nonsense
            {"op":"explode"}
            {"op":"delete","id":"C-9"}
            """;
        _terminal.Service.Answers(
            """
            {"results":[
              {"index":0,"status":201,"id":"1","etag":"1","outcome":"created"},
              {"index":1,"status":404,"id":"C-9","problem":{"title":"Not found","status":404,"code":"not-found","detail":"No customer C-9."}}
            ]}
            """,
            HttpStatusCode.MultiStatus
        );

        var outcome = await _terminal.RunAsync("customers", "batch");

        JsonNode[] lines = [.. outcome.Out.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!)];
        Assert.Equal(
            ["1 True 1 created", "3 False  invalid-line", "4 False  invalid-line", "5 False C-9 not-found"],
            lines.Select(line =>
                $"{line["line"]} {(bool)line["ok"]!} {line["id"]} {line["outcome"] ?? line["error"]!["code"]}"
            )
        );
        Assert.Equal(ExitCode.PartialSuccess, outcome.ExitCode);
        Assert.Equal("1 done, 3 rejected.\n", outcome.Error);
        Assert.Equal(
            """{"atomic":false,"operations":[{"op":"create","body":{"kind":"person"}},{"op":"delete","id":"C-9"}]}""",
            _terminal.Service.Request.Body
        );
    }

    [Theory]
    [InlineData("create", """{"kind":"person"}""", """{"op":"create","body":{"kind":"person"}}""")]
    [InlineData("upsert", """{"kind":"person"}""", """{"op":"upsert","matchOn":["email"],"body":{"kind":"person"}}""")]
    [InlineData(
        "update",
        """{"id":"1","etag":"7","name":"x"}""",
        """{"op":"update","id":"1","etag":"7","body":{"name":"x"}}"""
    )]
    [InlineData("delete", """{"id":"1","name":"x"}""", """{"op":"delete","id":"1","etag":null}""")]
    public async Task Lines_may_be_plain_records(string operation, string line, string sent)
    {
        _terminal.Input = line;
        _terminal.Service.Answers(
            """{"results":[{"index":0,"status":200,"id":"1","outcome":"updated"}]}""",
            HttpStatusCode.MultiStatus
        );

        var outcome = await _terminal.RunAsync("customers", "batch", "--op", operation, "--match-on", "email");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains(sent, _terminal.Service.Request.Body);
    }

    [Fact]
    public async Task Long_input_goes_in_chunks_of_500_each_with_a_key_of_its_own()
    {
        _terminal.Input = string.Concat(Enumerable.Repeat("{}\n", 1001));
        _terminal.Service.Answers(Results(500)).Answers(Results(500)).Answers(Results(1));

        var outcome = await _terminal.RunAsync("customers", "batch", "--op", "create", "--idempotency-key", "load");

        Assert.Equal(1001, outcome.Out.Count(letter => letter == '\n'));
        Assert.Contains("\"line\":1001,", outcome.Out);
        Assert.Equal(
            ["load-1", "load-2", "load-3"],
            _terminal.Service.Requests.Select(request => request.Headers["Idempotency-Key"])
        );
    }

    [Fact]
    public async Task A_failure_on_the_way_keeps_what_was_answered_and_says_how_to_go_on()
    {
        _terminal.Input = string.Concat(Enumerable.Repeat("{}\n", 501));
        _terminal.Service.Answers(Results(500)).AnswersProblem(HttpStatusCode.InternalServerError, "internal");

        var outcome = await _terminal.RunAsync("customers", "batch", "--op", "create", "--idempotency-key", "load");

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Equal(500, outcome.Out.Count(letter => letter == '\n'));
        Assert.Contains("Stopped after 500 lines.", outcome.Error);
        Assert.Contains("--idempotency-key load", outcome.Error);
    }

    [Fact]
    public async Task Long_lines_go_in_requests_the_service_takes()
    {
        var line = $$"""{"description":"{{new string('x', 900_000)}}"}""";
        _terminal.Input = string.Join('\n', line, line, line);
        _terminal.Service.Answers(Results(2)).Answers(Results(1));

        Assert.Equal(ExitCode.Ok, (await _terminal.RunAsync("customers", "batch", "--op", "create")).ExitCode);
        Assert.Equal(0, _terminal.Service.AnswersLeft);
    }

    [Fact]
    public async Task An_upsert_that_several_records_match_is_a_rejected_line()
    {
        _terminal.Input = "{}";
        _terminal.Service.Answers(
            """{"results":[{"index":0,"status":200,"outcome":"duplicate"}]}""",
            HttpStatusCode.MultiStatus
        );

        var outcome = await _terminal.RunAsync("customers", "batch", "--op", "upsert", "--match-on", "email");

        Assert.Equal(ExitCode.PartialSuccess, outcome.ExitCode);
        Assert.Contains("\"code\":\"duplicate\"", outcome.Out);
    }

    [Fact]
    public async Task A_result_that_is_missing_counts_as_rejected()
    {
        _terminal.Input = "{}\n{}\n";
        _terminal.Service.Answers(Results(1));

        Assert.Equal(
            ExitCode.PartialSuccess,
            (await _terminal.RunAsync("customers", "batch", "--op", "create")).ExitCode
        );
    }

    [Theory]
    [InlineData(501, "{}")]
    [InlineData(1, "nonsense")]
    public async Task All_or_nothing_sends_nothing_when_a_line_cannot_go_with_the_others(int lines, string line)
    {
        _terminal.Input = string.Concat(Enumerable.Repeat(line + "\n", lines));

        Assert.Equal(
            ExitCode.Usage,
            (await _terminal.RunAsync("customers", "batch", "--op", "create", "--atomic")).ExitCode
        );
        Assert.Empty(_terminal.Service.Requests);
    }

    private static string Results(int count) =>
        new JsonObject
        {
            ["results"] = new JsonArray([
                .. Enumerable
                    .Range(0, count)
                    .Select(index => new JsonObject
                    {
                        ["index"] = index,
                        ["status"] = 201,
                        ["id"] = $"{index}",
                        ["outcome"] = "created",
                    }),
            ]),
        }.ToJsonString();
}
