using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Imports;

public sealed class ImportCommandTests : IDisposable
{
    private const string Id = "0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17";

    private readonly Terminal _terminal = new();
    private readonly string _file;
    private readonly string _map;

    public ImportCommandTests()
    {
        _file = _terminal.Write("deals.csv", "id,product\n1,GTXPro\n2,MG Special\n");
        _map = _terminal.Write(
            "deals.map.json",
            """
            {"mode":"create","mapping":[{"column":"id","field":"name"},{"column":"product","field":"lines[0].productId","by":"name"}],
             "format":{"dateFormat":"yyyy-MM-dd","decimal":"."}}
            """
        );
    }

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_file_is_sent_with_its_map_and_the_job_followed_to_its_end()
    {
        Started();
        _terminal.Service.Answers(Job("running", rejected: 0, isOver: false));
        _terminal.Service.Answers(Job("completed", rejected: 0));

        var outcome = await ImportAsync();

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("completed", (string?)JsonNode.Parse(outcome.Out)!["state"]);
        var upload = _terminal.Service.Requests[0];
        Assert.Equal(("POST", "http://127.0.0.1:5080/v1/imports"), (upload.Method, upload.Target));
        Assert.StartsWith("multipart/form-data", upload.Headers["Content-Type"]);
        Assert.Contains("Idempotency-Key", upload.Headers.Keys);
        Assert.Contains("1,GTXPro\n2,MG Special\n", upload.Body);
        Assert.Equal("opportunities", (string?)OptionsSent()["resource"]);
        Assert.Equal($"http://127.0.0.1:5080/v1/jobs/{Id}?wait=1", _terminal.Service.Requests[1].Target);
    }

    [Fact]
    public async Task Flags_override_the_map()
    {
        Started();

        var outcome = await ImportAsync(
            "--async",
            "--mode",
            "upsert",
            "--match-on",
            "externalId",
            "--date-format",
            "dd-MM-yy",
            "--alias",
            "product:GTXPro=GTX Pro"
        );

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        var options = OptionsSent();
        Assert.Equal("upsert", (string?)options["mode"]);
        Assert.Equal("externalId", (string?)options["matchOn"]![0]);
        Assert.Equal("""{"dateFormat":"dd-MM-yy","decimal":"."}""", options["format"]!.ToJsonString());
        Assert.Equal("""{"GTXPro":"GTX Pro"}""", options["mapping"]![1]!["aliases"]!.ToJsonString());
        Assert.Contains($"crm jobs watch {Id}", outcome.Error);
    }

    [Fact]
    public async Task Rejected_rows_are_told_by_reason_and_end_with_3()
    {
        Started();
        _terminal.Service.Answers(Job("completedWithErrors", rejected: 3));
        _terminal.Service.Answers(
            """
            {"items":[
              {"line":2,"outcome":"rejected","code":"value-invalid","field":"id","detail":"no number"},
              {"line":3,"outcome":"rejected","code":"unknown-reference","field":"product","detail":"did you mean 'GTX Pro'?"},
              {"line":4,"outcome":"rejected","code":"unknown-reference","field":"product","detail":"did you mean 'GTX Pro'?"}]}
            """
        );

        var outcome = await ImportAsync();

        Assert.Equal(ExitCode.PartialSuccess, outcome.ExitCode);
        Assert.Equal(
            $"""
            Rejected:
              2 × unknown-reference in product: did you mean 'GTX Pro'?
                  lines 3, 4
              1 × value-invalid in id: no number
                  lines 2
            All of them: crm jobs lines {Id} --outcome rejected

            """,
            outcome.Error
        );
        Assert.NotNull(JsonNode.Parse(outcome.Out));
    }

    [Fact]
    public async Task On_a_terminal_the_counts_are_a_table()
    {
        _terminal.IsTerminal = true;
        Started();
        _terminal.Service.Answers(Job("completed", rejected: 0, created: 7320));

        var outcome = await ImportAsync();

        Assert.Contains("7,320", outcome.Out);
    }

    [Fact]
    public async Task A_failed_job_says_why()
    {
        Started();
        _terminal.Service.Answers(
            $$$"""{"id":"{{{Id}}}","state":"failed","endTime":"2026-01-31T12:00:00Z","counts":{},"error":{"code":"file-unreadable","detail":"The file has no header row."}}"""
        );

        var outcome = await ImportAsync();

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Contains("The file has no header row.", outcome.Error);
    }

    [Fact]
    public async Task Interrupting_leaves_the_job_running_and_tells_how_to_come_back()
    {
        Started();
        _terminal.Service.NeverAnswers();
        using var interruption = new CancellationTokenSource();
        var run = _terminal.RunAsync(["import", "opportunities", _file, "--map", _map], interruption.Token);
        while (_terminal.Service.AnswersLeft > 0)
        {
            await Task.Delay(10);
        }

        await interruption.CancelAsync();
        var outcome = await run;

        Assert.Equal(ExitCode.Interrupted, outcome.ExitCode);
        Assert.Contains($"crm jobs watch {Id}", outcome.Error);
    }

    [Fact]
    public async Task The_last_job_of_a_profile_is_remembered()
    {
        Started();
        await ImportAsync("--async");
        _terminal.Service.Answers(Job("completed", rejected: 0));

        var outcome = await _terminal.RunAsync("jobs", "get", "--last");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.EndsWith($"/v1/jobs/{Id}", _terminal.Service.Requests[^1].Target);
        Assert.Equal(
            ExitCode.NotFound,
            (await _terminal.RunAsync("jobs", "get", "--last", "--url", "http://other")).ExitCode
        );
    }

    [Fact]
    public async Task A_job_is_named_once()
    {
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync("jobs", "get")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync("jobs", "get", Id, "--last")).ExitCode);
    }

    [Fact]
    public async Task Stdin_is_sent_as_it_is()
    {
        _terminal.Input = "id,product\n1,MG Special\n";
        Started();

        await _terminal.RunAsync("import", "opportunities", "-", "--map", _map, "--async");

        Assert.Contains(_terminal.Input, _terminal.Service.Request.Body);
    }

    [Theory]
    [InlineData("product", "is not COLUMN:FROM=TO")]
    [InlineData("prodct:GTXPro=GTX Pro", "Did you mean product?")]
    public async Task An_alias_that_means_nothing_is_refused_before_anything_is_sent(string alias, string message)
    {
        var outcome = await ImportAsync("--alias", alias);

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains(message, outcome.Error);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task A_map_is_proposed_from_the_headers()
    {
        var file = _terminal.Write("people.csv", "Given Name,E-Mail,\"Shoe, size\"\n");

        var outcome = await _terminal.RunAsync("import", "map", "customers", file);

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal(
            ["givenName", "contactPoints[0].value", "contactPoints[0].channel", "attributes.shoeSize"],
            JsonNode.Parse(outcome.Out)!["mapping"]!.AsArray().Select(entry => (string?)entry!["field"])
        );
        Assert.Contains("Nothing fills 'kind'", outcome.Error);
    }

    private Task<Outcome> ImportAsync(params string[] more) =>
        _terminal.RunAsync(["import", "opportunities", _file, "--map", _map, .. more]);

    private void Started() => _terminal.Service.Answers(Job("created", rejected: 0, isOver: false));

    private static string Job(string state, int rejected, bool isOver = true, int created = 2) =>
        new JsonObject
        {
            ["id"] = Id,
            ["state"] = state,
            ["endTime"] = isOver ? "2026-01-31T12:00:00Z" : null,
            ["counts"] = new JsonObject
            {
                ["rowsRead"] = created,
                ["created"] = created,
                ["rejected"] = rejected,
            },
        }.ToJsonString();

    private JsonNode OptionsSent()
    {
        var body = _terminal.Service.Requests[0].Body;
        var start = body.IndexOf('{', StringComparison.Ordinal);
        return JsonNode.Parse(body[start..(body.IndexOf("\r\n", start, StringComparison.Ordinal))])!;
    }
}
