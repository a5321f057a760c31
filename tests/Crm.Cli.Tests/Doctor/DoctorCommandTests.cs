using System.Net;
using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Doctor;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task A_sound_installation_passes()
    {
        _terminal
            .Service.Answers("{}", headers: ("Date", "Sat, 31 Jan 2026 12:00:20 GMT"))
            .Answers("""{"name":"admin","scopes":["customers:read","customers:write"]}""")
            .Answers("""{"info":{"version":"1.0.0"}}""");

        var outcome = await _terminal.RunAsync("doctor");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal("admin: customers:read customers:write", Detail(outcome, "key"));
        Assert.DoesNotContain("ofTheTests", outcome.Out);
    }

    [Fact]
    public async Task Each_fault_is_named_and_ends_with_8()
    {
        _terminal
            .Service.Answers("{}", headers: ("Date", "Sat, 31 Jan 2026 12:05:00 GMT"))
            .AnswersProblem(HttpStatusCode.Unauthorized, "unauthorized")
            .Answers("""{"info":{"version":"2.0.0"}}""");

        var outcome = await _terminal.RunAsync("doctor", "--url", "http://crm.example.com");

        Assert.Equal(ExitCode.CheckFailed, outcome.ExitCode);
        Assert.Equal(["transport", "clock", "key", "contract"], Failed(outcome));
        Assert.Contains("300 s", Detail(outcome, "clock"));
        Assert.Contains("2.0.0", Detail(outcome, "contract"));
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_the_checks()
    {
        _terminal.Service.Refuses(new HttpRequestException("Connection refused"));

        var outcome = await _terminal.RunAsync("doctor");

        Assert.Equal(ExitCode.CheckFailed, outcome.ExitCode);
        Assert.Equal(["service ready"], Failed(outcome));
    }

    private static JsonArray Checks(Outcome outcome) => JsonNode.Parse(outcome.Out)!.AsArray();

    private static IEnumerable<string> Failed(Outcome outcome) =>
        Checks(outcome).Where(check => !(bool)check!["ok"]!).Select(check => (string)check!["check"]!);

    private static string Detail(Outcome outcome, string name) =>
        (string)Checks(outcome).Single(check => (string?)check!["check"] == name)!["detail"]!;
}
