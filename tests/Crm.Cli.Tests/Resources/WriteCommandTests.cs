using System.Net;

namespace Crm.Cli.Tests.Resources;

public sealed class WriteCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("--kind person --given-name 李", """{"kind":"person","givenName":"李"}""")]
    [InlineData(
        "--employees 12 --do-not-call --tags a --tags b",
        """{"employees":12,"doNotCall":true,"tags":["a","b"]}"""
    )]
    [InlineData("--do-not-call false", """{"doNotCall":false}""")]
    [InlineData(
        "--set attributes.sector=medical --set attributes.zip=01234",
        """{"attributes":{"sector":"medical","zip":"01234"}}"""
    )]
    [InlineData("--set employees=7 --set attributes.size:=7", """{"employees":7,"attributes":{"size":7}}""")]
    [InlineData("--set givenName:=null --set url=http://a=b", """{"givenName":null,"url":"http://a=b"}""")]
    [InlineData("""--set contactPoints:=[{"value":"a@b"}]""", """{"contactPoints":[{"value":"a@b"}]}""")]
    public async Task Options_and_assignments_make_the_body(string line, string body)
    {
        _terminal.Service.Answers("{}");

        var outcome = await _terminal.RunAsync([.. "customers create".Split(' '), .. line.Split(' ')]);

        Assert.Equal("", outcome.Error);
        Assert.Equal(body, _terminal.Service.Request.Body);
        Assert.Equal("application/json; charset=utf-8", _terminal.Service.Request.Headers["Content-Type"]);
        Assert.StartsWith("crm-", _terminal.Service.Request.Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("1200.00 EUR", """{"amount":{"amount":"1200.00","currency":"EUR"}}""")]
    [InlineData("-3JPY", """{"amount":{"amount":"-3","currency":"JPY"}}""")]
    public async Task Money_is_an_amount_and_a_currency(string typed, string body)
    {
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync("opportunities", "create", $"--amount={typed}");

        Assert.Equal(body, _terminal.Service.Request.Body);
    }

    [Theory]
    [InlineData("--amount=12.50")]
    [InlineData("--amount=EUR")]
    [InlineData("--amount=1,5 EUR")]
    [InlineData("--set=.a=1")]
    [InlineData("--set=name")]
    [InlineData("--set=probability=high")]
    [InlineData("--set=name:={")]
    [InlineData("--set=name=a --set=name.first=b")]
    public async Task A_value_that_does_not_fit_is_refused_before_anything_is_sent(string line)
    {
        string[] options = line.Contains(" --") ? line.Split(' ') : [line];

        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync(["opportunities", "create", .. options])).ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task A_file_is_the_start_and_options_change_it()
    {
        _terminal.Input = """{"kind":"person","givenName":"Ada","attributes":{"a":1}}""";
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync(
            "customers",
            "create",
            "--file",
            "-",
            "--given-name",
            "Grace",
            "--set",
            "attributes.b=2"
        );

        Assert.Equal(
            """{"kind":"person","givenName":"Grace","attributes":{"a":1,"b":"2"}}""",
            _terminal.Service.Request.Body
        );
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    public async Task A_file_that_holds_no_object_is_refused(string text)
    {
        _terminal.Input = text;

        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync("customers", "create", "--file", "-")).ExitCode);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("update C-1")]
    public async Task A_change_without_a_field_is_refused(string verb)
    {
        var outcome = await _terminal.RunAsync(["customers", .. verb.Split(' ')]);

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task An_update_is_a_merge_patch_on_the_version_that_was_read()
    {
        _terminal.Service.Answers("""{"id":"1","givenName":"Grace"}""");

        var outcome = await _terminal.RunAsync(
            "customers",
            "update",
            "C-1",
            "--given-name",
            "Grace",
            "--if-match",
            "7"
        );

        var request = _terminal.Service.Request;
        Assert.Equal(("PATCH", "http://127.0.0.1:5080/v1/customers/C-1"), (request.Method, request.Target));
        Assert.StartsWith("application/merge-patch+json", request.Headers["Content-Type"]);
        Assert.Equal("\"7\"", request.Headers["If-Match"]);
        Assert.Contains("Grace", outcome.Out);
    }

    [Fact]
    public async Task A_dry_run_lets_the_service_check_only()
    {
        _terminal.Service.Answers("{}");

        var outcome = await _terminal.RunAsync("customers", "create", "--kind", "person", "--dry-run");

        Assert.EndsWith("/v1/customers?validateOnly=true", _terminal.Service.Request.Target);
        Assert.Contains("nothing was changed", outcome.Error);
    }

    [Fact]
    public async Task A_key_of_the_users_own_makes_a_repeat_safe()
    {
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync("customers", "create", "--kind", "person", "--idempotency-key", "row-7");

        Assert.Equal("row-7", _terminal.Service.Request.Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Nothing_is_deleted_where_nobody_can_confirm()
    {
        var outcome = await _terminal.RunAsync("customers", "delete", "C-1");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("--yes", outcome.Error);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Theory]
    [InlineData("y\n", 0, 1)]
    [InlineData("YES\n", 0, 1)]
    [InlineData("\n", 2, 0)]
    [InlineData("n\n", 2, 0)]
    [InlineData("", 2, 0)]
    public async Task A_person_is_asked_before_a_deletion(string typed, int exitCode, int requests)
    {
        _terminal.IsTerminal = true;
        _terminal.Input = typed;
        _terminal.Service.Answers("", HttpStatusCode.NoContent);

        var outcome = await _terminal.RunAsync("customers", "delete", "C-1");

        Assert.Equal(exitCode, (int)outcome.ExitCode);
        Assert.StartsWith("Delete customer C-1? [y/N] ", outcome.Error);
        Assert.Equal(requests, _terminal.Service.Requests.Count);
        Assert.Equal("", outcome.Out);
    }

    [Fact]
    public async Task No_input_forbids_the_question()
    {
        _terminal.IsTerminal = true;
        _terminal.Input = "y\n";

        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync("customers", "delete", "C-1", "--no-input")).ExitCode);
    }

    [Fact]
    public async Task A_deleted_record_comes_back()
    {
        _terminal.Service.Answers("", HttpStatusCode.NoContent).Answers("""{"id":"1"}""");

        var deleted = await _terminal.RunAsync("customers", "delete", "C-1", "--yes");
        var undeleted = await _terminal.RunAsync("customers", "undelete", "C-1");

        Assert.Contains("crm customers undelete C-1", deleted.Error);
        Assert.Equal(ExitCode.Ok, undeleted.ExitCode);
        Assert.Equal("http://127.0.0.1:5080/v1/customers/C-1/undelete", _terminal.Service.Requests[1].Target);
    }

    [Theory]
    [InlineData("created", 0)]
    [InlineData("unchanged", 0)]
    [InlineData("duplicate", 6)]
    public async Task An_upsert_says_what_it_did(string outcome, int exitCode)
    {
        _terminal.Service.Answers($$$"""{"outcome":"{{{outcome}}}","record":{"id":"1"}}""");

        var run = await _terminal.RunAsync(
            "customers",
            "upsert",
            "--match-on",
            "email",
            "--match-on",
            "number",
            "--kind",
            "person"
        );

        Assert.Equal(exitCode, (int)run.ExitCode);
        Assert.Contains(outcome, run.Out);
        Assert.Equal("""{"matchOn":["email","number"],"record":{"kind":"person"}}""", _terminal.Service.Request.Body);
    }
}
