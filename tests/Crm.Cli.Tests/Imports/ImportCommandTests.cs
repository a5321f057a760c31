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
    public async Task Without_a_map_the_headers_are_names_of_fields()
    {
        Started();

        var outcome = await _terminal.RunAsync("import", "opportunities", _file, "--async");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal("""{"mode":"create","resource":"opportunities"}""", OptionsSent().ToJsonString());
    }

    [Fact]
    public async Task An_unknown_resource_is_told_before_a_map_or_a_file_that_is_not_there()
    {
        var outcome = await _terminal.RunAsync("import", "custmers", "none.csv", "--map", "none.json");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.StartsWith("error: 'custmers' cannot be imported. Did you mean customers?", outcome.Error);
        Assert.DoesNotContain("none", outcome.Error);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "opportunities")]
    [InlineData("import", "opportunities", "--dry-run", "--plan", "plan_1")]
    public async Task What_says_neither_file_nor_plan_is_wrong_usage(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync(arguments)).ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task Several_files_are_parts_of_one_job()
    {
        var second = _terminal.Write("more.csv", "id,product\n3,MG Special\n");
        _terminal.Service.Answers(Job("created", rejected: 0, isOver: false));
        _terminal.Service.Answers("""{"part":1}""").Answers("""{"part":2}""");
        Started();
        _terminal.Service.Answers(Job("completed", rejected: 0));

        var outcome = await ImportAsync(second);

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            [
                "POST http://127.0.0.1:5080/v1/imports",
                $"PUT http://127.0.0.1:5080/v1/imports/{Id}/parts/1",
                $"PUT http://127.0.0.1:5080/v1/imports/{Id}/parts/2",
                $"POST http://127.0.0.1:5080/v1/imports/{Id}/apply",
            ],
            _terminal.Service.Requests.SkipLast(1).Select(request => $"{request.Method} {request.Target}")
        );
        Assert.Equal("id,product\n3,MG Special\n", _terminal.Service.Requests[2].Body);
    }

    [Fact]
    public async Task A_dry_run_shows_the_plan_and_how_to_apply_it()
    {
        _terminal.Service.Answers(Job("planning", rejected: 0, isOver: false));
        _terminal.Service.Answers(Planned());

        var outcome = await ImportAsync("--dry-run");

        Assert.Equal(ExitCode.PartialSuccess, outcome.ExitCode);
        Assert.True((bool)OptionsSent()["dryRun"]!);
        Assert.Equal("planned", (string?)JsonNode.Parse(outcome.Out)!["state"]);
        Assert.Equal(
            $"""
            Planned: +1,200 ~40 =3 !5, 2 duplicate. Nothing has been changed.
              5 × rejected, unknown-reference
                  line 3 in product: There is no product 'GTXPro'.
            Row by row: crm jobs lines {Id} --phase plan
            Apply it: crm import opportunities --plan plan_1

            """,
            outcome.Error
        );
    }

    [Fact]
    public async Task A_plan_of_which_nothing_would_come_is_not_offered()
    {
        _terminal.Service.Answers(Job("planning", rejected: 0, isOver: false));
        var plan = JsonNode.Parse(Planned())!;
        (plan["counts"]!["created"], plan["counts"]!["updated"]) = (0, 0);
        _terminal.Service.Answers(plan.ToJsonString());

        var outcome = await ImportAsync("--dry-run");

        Assert.EndsWith("Nothing would come of it, so there is nothing to apply.\n", outcome.Error);
        Assert.DoesNotContain("--plan", outcome.Error);
    }

    [Fact]
    public async Task A_plan_is_applied_by_its_id_alone()
    {
        _terminal.Service.Answers($$"""{"items":[{{Planned()}}]}""");
        Started();
        _terminal.Service.Answers(Job("completed", rejected: 0));

        var outcome = await _terminal.RunAsync("import", "opportunities", "--plan", "plan_1");

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("filter=planId%20%3D%20%22plan_1%22", _terminal.Service.Requests[0].Target);
        Assert.Equal($"http://127.0.0.1:5080/v1/jobs/{Id}/apply", _terminal.Service.Requests[1].Target);
        Assert.Equal("""{"planId":"plan_1"}""", _terminal.Service.Requests[1].Body);
    }

    [Fact]
    public async Task A_plan_that_is_not_there_any_more_is_not_found()
    {
        _terminal.Service.Answers("""{"items":[]}""");

        var outcome = await _terminal.RunAsync("import", "--plan", "plan_1");

        Assert.Equal(ExitCode.NotFound, outcome.ExitCode);
        Assert.Contains("No job has the plan plan_1.", outcome.Error);
    }

    [Fact]
    public async Task A_plan_of_something_else_is_not_applied()
    {
        _terminal.Service.Answers($$"""{"items":[{{Planned()}}]}""");

        var outcome = await _terminal.RunAsync("import", "customers", "--plan", "plan_1");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("crm import opportunities --plan plan_1", outcome.Error);
    }

    [Fact]
    public async Task Watching_ends_with_a_paused_job_and_tells_how_it_goes_on()
    {
        _terminal.Service.Answers(
            $$$"""{"id":"{{{Id}}}","state":"paused","counts":{"rowsRead":5},"error":{"code":"storage-full","detail":"The disk is full."}}"""
        );

        var outcome = await _terminal.RunAsync("jobs", "watch", Id);

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Equal("paused", (string?)JsonNode.Parse(outcome.Out)!["state"]);
        Assert.Contains("The disk is full.", outcome.Error);
        Assert.Contains($"crm jobs resume {Id}", outcome.Error);
    }

    [Fact]
    public async Task Rows_that_were_left_alone_are_told_and_end_with_3()
    {
        _terminal.Service.Answers(
            $$$"""{"id":"{{{Id}}}","state":"completedWithErrors","endTime":"2026-01-31T12:00:00Z","counts":{"rowsRead":2,"updated":1,"unprocessed":1}}"""
        );
        _terminal.Service.Answers(
            """{"items":[{"line":3,"outcome":"unprocessed","code":"stale","detail":"It was changed since."}]}"""
        );

        var outcome = await _terminal.RunAsync("jobs", "watch", Id);

        Assert.Equal(ExitCode.PartialSuccess, outcome.ExitCode);
        Assert.StartsWith("Unprocessed:\n  1 × stale: It was changed since.\n", outcome.Error);
    }

    [Fact]
    public async Task A_job_that_failed_before_its_first_row_has_no_lines_to_look_at()
    {
        _terminal.Service.Answers(
            $$$"""{"id":"{{{Id}}}","state":"failed","endTime":"2026-01-31T12:00:00Z","counts":{"rowsRead":0},"error":{"code":"file-empty","detail":"The file has no rows."}}"""
        );

        var outcome = await _terminal.RunAsync("jobs", "watch", Id);

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.DoesNotContain("next:", outcome.Error);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public async Task A_job_is_told_what_to_do(string verb)
    {
        _terminal.Service.Answers(Job("running", rejected: 0, isOver: false));

        var outcome = await _terminal.RunAsync("jobs", verb, Id);

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal($"http://127.0.0.1:5080/v1/jobs/{Id}/{verb}", _terminal.Service.Request.Target);
    }

    [Fact]
    public async Task Jobs_are_listed_from_the_newest_on()
    {
        _terminal.Service.Answers("""{"items":[]}""");

        await _terminal.RunAsync("jobs", "list");

        Assert.Contains("orderBy=createTime%20desc", _terminal.Service.Request.Target);
    }

    [Fact]
    public async Task A_map_is_proposed_by_the_service_from_headers_and_first_rows()
    {
        var file = _terminal.Write("people.csv", "Firma;Shoe size\r\nAcme;\"4;2\"\r\n");
        _terminal.Service.Answers(Proposal);

        var outcome = await _terminal.RunAsync("import", "map", "customers", file, "--out", "people.map.json");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal(
            """{"resource":"customers","columns":["Firma","Shoe size"],"rows":[["Acme","4;2"]]}""",
            _terminal.Service.Request.Body
        );
        var map =
            """{"mode":"create","matchOn":["name"],"mapping":[{"column":"Firma","field":"name"},{"value":"organization","field":"kind"}],"format":{"decimal":","}}""";
        Assert.Equal(map, JsonNode.Parse(outcome.Out)!.ToJsonString());
        var written = await File.ReadAllTextAsync(Path.Combine(_terminal.Project, "people.map.json"));
        Assert.Equal(map, JsonNode.Parse(written)!.ToJsonString());
        Assert.Contains("Nothing is proposed for 'Shoe size'", outcome.Error);
    }

    [Theory]
    [InlineData("csv", "column,value,field,by,confidence,reason")]
    [InlineData("ndjson", "\"reason\":\"A usual name for it.\"")]
    [InlineData("table", "A usual name for it.")]
    public async Task A_proposal_is_shown_with_its_reasons(string format, string expected)
    {
        _terminal.Service.Answers(Proposal);

        var outcome = await _terminal.RunAsync("import", "map", "customers", _file, "--output", format);

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains(expected, outcome.Out);
    }

    private const string Proposal = """
        {"mapping":[{"column":"Firma","field":"name","confidence":0.9,"reason":"A usual name for it."},
                    {"value":"organization","field":"kind","confidence":0.5,"reason":"Most are."}],
         "unmappedColumns":["Shoe size"],"matchOn":["name"],"format":{"decimal":",","group":null}}
        """;

    private static string Planned() =>
        $$$"""
            {"id":"{{{Id}}}","kind":"import","resource":"opportunities","state":"planned","planId":"plan_1",
             "counts":{"rowsRead":1250,"created":1200,"updated":40,"unchanged":3,"duplicate":2,"rejected":5,"unprocessed":0},
             "plan":{"reasons":[{"outcome":"rejected","code":"unknown-reference","rows":5,
               "samples":[{"line":3,"outcome":"rejected","field":"product","detail":"There is no product 'GTXPro'."}]}]}}
            """;

    private Task<Outcome> ImportAsync(params string[] more) =>
        _terminal.RunAsync(["import", "opportunities", _file, "--map", _map, .. more]);

    private void Started() => _terminal.Service.Answers(Job("running", rejected: 0, isOver: false));

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
