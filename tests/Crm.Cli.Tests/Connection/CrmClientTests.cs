using System.Net;

namespace Crm.Cli.Tests.Connection;

public sealed class CrmClientTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_busy_service_is_asked_again_when_it_says_so_with_the_same_idempotency_key(HttpStatusCode status)
    {
        _terminal.Service.Answers("{}", status, headers: ("Retry-After", "3")).Answers("""{"id":"1"}""");

        var outcome = await _terminal.RunAsync("customers", "create", "--kind", "person");

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.InRange(Assert.Single(_terminal.Waits), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.75));
        Assert.Equal(2, _terminal.Service.Requests.Count);
        Assert.Single(_terminal.Service.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
        Assert.Single(_terminal.Service.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_service_that_stays_busy_ends_with_7_after_five_attempts()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            _terminal.Service.AnswersProblem(HttpStatusCode.TooManyRequests, "quota-exceeded");
        }

        var outcome = await _terminal.RunAsync("customers", "list");

        Assert.Equal(ExitCode.RateLimitedOrTimedOut, outcome.ExitCode);
        Assert.Equal(4, _terminal.Waits.Count);
        Assert.Equal(0, _terminal.Service.AnswersLeft);
    }

    [Fact]
    public async Task A_merged_record_is_followed_with_the_key()
    {
        _terminal
            .Service.Answers("", HttpStatusCode.MovedPermanently, headers: ("Location", "/v1/customers/C-2"))
            .Answers("""{"id":"2"}""");

        var outcome = await _terminal.RunAsync("customers", "get", "C-1");

        Assert.Contains("\"2\"", outcome.Out);
        Assert.Equal("Bearer crm_live_ofTheTests", _terminal.Service.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_redirect_to_another_origin_is_not_followed()
    {
        _terminal.Service.Answers(
            "",
            HttpStatusCode.MovedPermanently,
            headers: ("Location", "http://elsewhere/v1/customers/C-2")
        );

        Assert.Equal(ExitCode.Failure, (await _terminal.RunAsync("customers", "get", "C-1")).ExitCode);
        Assert.Single(_terminal.Service.Requests);
    }

    [Fact]
    public async Task The_path_of_the_address_is_kept_and_ids_cannot_leave_theirs()
    {
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync("customers", "get", "../users/1?x", "--url", "https://example.com/crm/");

        Assert.Equal("https://example.com/crm/v1/customers/..%2Fusers%2F1%3Fx", _terminal.Service.Request.Target);
    }

    [Fact]
    public async Task A_problem_is_told_as_what_why_and_what_next()
    {
        _terminal.Service.AnswersProblem(
            HttpStatusCode.UnprocessableEntity,
            "validation",
            "Two fields are wrong.",
            """
            ,"errors":[{"pointer":"/email","code":"format","detail":"is no e-mail address"},{"pointer":"/kind","code":"required","detail":"is missing"}]
            """
        );

        var outcome = await _terminal.RunAsync("customers", "create", "--kind", "person");

        Assert.Equal("", outcome.Out);
        Assert.Equal(
            """
            error: POST /v1/customers: UnprocessableEntity (422 validation)
              Two fields are wrong.
              /email: is no e-mail address (format)
              /kind: is missing (required)

            """,
            outcome.Error
        );
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, 4, "crm login")]
    [InlineData(HttpStatusCode.Forbidden, 4, "crm doctor")]
    [InlineData(HttpStatusCode.NotFound, 5, "--show-deleted")]
    [InlineData(HttpStatusCode.PreconditionFailed, 6, "--if-match")]
    [InlineData(HttpStatusCode.PreconditionRequired, 6, "--if-match")]
    public async Task A_refusal_says_what_to_do_next(HttpStatusCode status, int exitCode, string next)
    {
        _terminal.Service.AnswersProblem(status, "refused");

        var outcome = await _terminal.RunAsync("customers", "get", "C-1");

        Assert.Equal(exitCode, (int)outcome.ExitCode);
        Assert.Contains(next, outcome.Error.Split("next: ")[1]);
    }

    [Fact]
    public async Task An_answer_that_is_no_json_is_no_crash()
    {
        _terminal.Service.Answers("<html>", mediaType: "text/html");

        var outcome = await _terminal.RunAsync("customers", "get", "C-1");

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.Contains("did not answer with JSON", outcome.Error);
    }

    [Fact]
    public async Task Debug_tells_the_traffic_on_stderr_without_secrets()
    {
        _terminal.Service.Answers("""{"id":"1","key":"crm_live_brandNew","secret":"whsec_c2VjcmV0"}""");

        var outcome = await _terminal.RunAsync(
            "api-keys",
            "create",
            "--set",
            "name=ci",
            "--set",
            "password=hush",
            "--debug"
        );

        Assert.Contains("> POST http://127.0.0.1:5080/v1/api-keys", outcome.Error);
        Assert.Contains("> Authorization: …", outcome.Error);
        Assert.Contains("\"name\":\"ci\"", outcome.Error);
        Assert.Contains("< 200 OK", outcome.Error);
        Assert.DoesNotContain("ofTheTests", outcome.Error);
        Assert.DoesNotContain("brandNew", outcome.Error);
        Assert.DoesNotContain("c2VjcmV0", outcome.Error);
        Assert.DoesNotContain("hush", outcome.Error);
        Assert.Contains("crm_live_brandNew", outcome.Out);
    }
}
