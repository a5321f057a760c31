using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Jobs;

public sealed class PlannedChangeTests : IDisposable
{
    private const string Id = "0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17";

    private static readonly string[] Update =
    [
        "bulk",
        "update",
        "customers",
        "--filter",
        "name:\"acme\"",
        "--set",
        "name=Acme",
        "--set",
        "tags:=[\"a\"]",
    ];

    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_bulk_update_is_planned_applied_and_followed()
    {
        Plans("bulkUpdate", updated: 3);
        Applies();

        var outcome = await _terminal.RunAsync([.. Update, "--yes"]);

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal("completed", (string?)JsonNode.Parse(outcome.Out)!["state"]);
        Assert.Equal("Planned: +0 ~3 =0 !0.\n", outcome.Error);
        Assert.Equal(
            [
                "POST http://127.0.0.1:5080/v1/bulk-updates",
                $"GET http://127.0.0.1:5080/v1/jobs/{Id}?wait=1",
                $"POST http://127.0.0.1:5080/v1/jobs/{Id}/apply",
                $"GET http://127.0.0.1:5080/v1/jobs/{Id}?wait=1",
            ],
            _terminal.Service.Requests.Select(request => $"{request.Method} {request.Target}")
        );
        Assert.Equal(
            """{"resource":"customers","filter":"name:\"acme\"","patch":{"name":"Acme","tags":["a"]}}""",
            _terminal.Service.Requests[0].Body
        );
        Assert.Equal("""{"planId":"plan_1"}""", _terminal.Service.Requests[2].Body);
    }

    [Theory]
    [InlineData("csv", "outcome,rows")]
    [InlineData("ndjson", "\"state\":\"planned\"")]
    [InlineData("table", "updated")]
    public async Task A_dry_run_stops_at_the_plan(string format, string expected)
    {
        Plans("bulkUpdate", updated: 3);

        var outcome = await _terminal.RunAsync([.. Update, "--dry-run", "--output", format]);

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains(expected, outcome.Out);
        Assert.EndsWith("Apply it: crm bulk update customers --plan plan_1\n", outcome.Error);
        Assert.Equal(2, _terminal.Service.Requests.Count);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nothing_is_even_planned()
    {
        var outcome = await _terminal.RunAsync(Update);

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("--yes", outcome.Error);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Theory]
    [InlineData(3, "y", ExitCode.Ok)]
    [InlineData(3, "n", ExitCode.Usage)]
    [InlineData(1_234, "y", ExitCode.Usage)]
    [InlineData(1_234, "1234", ExitCode.Ok)]
    [InlineData(1_234, "1,234", ExitCode.Ok)]
    public async Task Much_is_confirmed_by_its_number(int records, string answer, object expected)
    {
        _terminal.IsTerminal = true;
        _terminal.Input = $"{answer}\n";
        Plans("bulkDelete", deleted: records);
        Applies();

        var outcome = await _terminal.RunAsync("bulk", "delete", "customers", "--all");

        Assert.Equal(expected, outcome.ExitCode);
        Assert.Equal("""{"resource":"customers","all":true}""", _terminal.Service.Requests[0].Body);
        Assert.Equal(Equals(expected, ExitCode.Ok) ? 4 : 2, _terminal.Service.Requests.Count);
    }

    [Fact]
    public async Task A_plan_that_was_looked_at_is_applied_by_its_id()
    {
        _terminal.Service.Answers($$"""{"items":[{{Planned("bulkDelete", deleted: 3)}}]}""");
        Applies();

        var outcome = await _terminal.RunAsync("bulk", "delete", "--plan", "plan_1");

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task An_undo_is_planned_like_any_change_and_may_insist()
    {
        Plans("undo", updated: 3);
        Applies();

        var outcome = await _terminal.RunAsync("jobs", "undo", Id, "--force", "--yes");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal($"http://127.0.0.1:5080/v1/jobs/{Id}/undo", _terminal.Service.Requests[0].Target);
        Assert.Equal("""{"force":true,"planId":"plan_1"}""", _terminal.Service.Requests[2].Body);
    }

    [Theory]
    [InlineData("bulk", "update", "customers", "--filter", "a = 1")]
    [InlineData("bulk", "update", "customers", "--set", "name=x")]
    [InlineData("bulk", "delete", "customers", "--filter", "a = 1", "--all")]
    [InlineData("bulk", "delete", "--all")]
    [InlineData("bulk", "delete", "custmers", "--all", "--yes")]
    [InlineData("jobs", "undo", "--yes")]
    public async Task What_names_no_records_or_no_change_is_wrong_usage(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync(arguments)).ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Theory]
    [InlineData("failed", "text/csv", "results", "--last", "--failed")]
    [InlineData("failed", "text/csv", "results", "--last")]
    [InlineData("succeeded", "application/x-ndjson", "results", "--last", "--succeeded", "--output", "ndjson")]
    public async Task Rows_with_what_became_of_them_go_to_stdout(string part, string accept, params string[] arguments)
    {
        Plans("bulkUpdate", updated: 3);
        await _terminal.RunAsync([.. Update, "--dry-run"]);
        _terminal.Service.Answers("name,_code\r\nA,x\r\n", mediaType: "text/csv");

        var outcome = await _terminal.RunAsync(["jobs", .. arguments]);

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("name,_code\r\nA,x\r\n"u8.ToArray(), _terminal.Bytes.ToArray());
        var request = _terminal.Service.Requests[^1];
        Assert.EndsWith($"/v1/jobs/{Id}/results/{part}", request.Target);
        Assert.Equal(accept, request.Headers["Accept"]);
    }

    [Theory]
    [InlineData(
        "0f22dc2dc26027add15f0187e818ddef8e565c2b09f5d5be1492e692acbb1487",
        ExitCode.Ok,
        "Exported 7 rows of customers."
    )]
    [InlineData("0000", ExitCode.Failure, "not the whole file")]
    public async Task An_export_is_fetched_and_checked(string hash, object expected, string message)
    {
        _terminal.Service.Answers(Job("export", "running"));
        _terminal.Service.Answers(Job("export", "completed", updated: 7));
        _terminal.Service.Answers("id,name\r\n", headers: ("ETag", $"\"{hash}\""));

        var outcome = await _terminal.RunAsync("export", "customers", "--fields", "id,name", "--to", "c.csv.gz");

        Assert.Equal(expected, outcome.ExitCode);
        Assert.Contains(message, outcome.Error);
        Assert.Equal(
            """{"resource":"customers","format":"csv","compress":"gzip","fields":["id","name"]}""",
            _terminal.Service.Requests[0].Body
        );
        Assert.Equal(Equals(expected, ExitCode.Ok), File.Exists(Path.Combine(_terminal.Project, "c.csv.gz")));
    }

    private void Plans(string kind, int updated = 0, int deleted = 0)
    {
        _terminal.Service.Answers(Job(kind, "planning"));
        _terminal.Service.Answers(Planned(kind, updated, deleted));
    }

    private void Applies()
    {
        _terminal.Service.Answers(Job("any", "running"));
        _terminal.Service.Answers(Job("any", "completed"));
    }

    private static string Planned(string kind, int updated = 0, int deleted = 0) =>
        Job(kind, "planned", updated, deleted);

    private static string Job(string kind, string state, int updated = 0, int deleted = 0) =>
        new JsonObject
        {
            ["id"] = Id,
            ["kind"] = kind,
            ["resource"] = "customers",
            ["state"] = state,
            ["planId"] = "plan_1",
            ["endTime"] = state == "completed" ? "2026-01-31T12:00:00Z" : null,
            ["counts"] = new JsonObject
            {
                ["rowsRead"] = updated + deleted,
                ["updated"] = updated,
                ["deleted"] = deleted,
            },
        }.ToJsonString();
}
