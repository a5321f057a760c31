using System.Net;
using Crm.Cli.Connection;

namespace Crm.Cli.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public void The_exit_codes_never_change() =>
        Assert.Equal(
            "Ok=0 Failure=1 Usage=2 PartialSuccess=3 Authentication=4 NotFound=5 Conflict=6 RateLimitedOrTimedOut=7 "
                + "CheckFailed=8 Interrupted=130",
            string.Join(' ', Enum.GetValues<ExitCode>().Select(code => $"{code}={(int)code}"))
        );

    [Fact]
    public void Each_status_the_service_answers_has_its_exit_code()
    {
        Dictionary<int, int> expected = new()
        {
            [400] = 1,
            [401] = 4,
            [403] = 4,
            [404] = 5,
            [408] = 7,
            [409] = 6,
            [410] = 5,
            [412] = 6,
            [415] = 1,
            [422] = 1,
            [428] = 6,
            [429] = 7,
            [500] = 1,
            [503] = 7,
            [504] = 7,
        };
        Assert.Equal(
            expected,
            expected.Keys.ToDictionary(status => status, status => (int)Problem.ExitCodeOf((HttpStatusCode)status))
        );
    }

    [Fact]
    public async Task An_interrupted_command_ends_with_130()
    {
        using var terminal = new Terminal();
        using var interruption = new CancellationTokenSource();
        terminal.Service.NeverAnswers();

        var run = terminal.RunAsync(["customers", "list"], interruption.Token);
        await interruption.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, (await run).ExitCode);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_ends_with_7()
    {
        using var terminal = new Terminal();
        terminal.Service.NeverAnswers();

        var outcome = await terminal.RunAsync("customers", "get", "C-1", "--timeout", "20ms");

        Assert.Equal(ExitCode.RateLimitedOrTimedOut, outcome.ExitCode);
        Assert.Contains("within 20ms", outcome.Error);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named_with_the_origin_of_its_address()
    {
        using var terminal = new Terminal();
        terminal.Service.Refuses(new HttpRequestException("Connection refused"));

        var outcome = await terminal.RunAsync("customers", "list");

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Equal("", outcome.Out);
        Assert.Contains("Cannot reach http://127.0.0.1:5080 (from default).", outcome.Error);
    }
}
