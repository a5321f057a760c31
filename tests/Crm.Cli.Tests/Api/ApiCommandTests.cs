using System.Net;

namespace Crm.Cli.Tests.Api;

public sealed class ApiCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Fields_of_a_get_go_into_the_query()
    {
        _terminal.Service.Answers("{\"a\":1}");

        var outcome = await _terminal.RunAsync(
            "api",
            "GET",
            "/v1/customers",
            "-f",
            "filter=a = \"b\"",
            "-f",
            "pageSize=2"
        );

        Assert.EndsWith("/v1/customers?filter=a%20%3D%20%22b%22&pageSize=2", _terminal.Service.Request.Target);
        Assert.Equal("{\n  \"a\": 1\n}\n", outcome.Out);
    }

    [Fact]
    public async Task Fields_of_a_patch_make_a_merge_patch()
    {
        _terminal.Service.Answers("{}");

        await _terminal.RunAsync(
            "api",
            "PATCH",
            "customers/C-1",
            "-f",
            "name=New",
            "-f",
            "age:=3",
            "-H",
            "If-Match: \"7\""
        );

        var request = _terminal.Service.Request;
        Assert.EndsWith("/v1/customers/C-1", request.Target);
        Assert.Equal("""{"name":"New","age":3}""", request.Body);
        Assert.StartsWith("application/merge-patch+json", request.Headers["Content-Type"]);
        Assert.Equal("\"7\"", request.Headers["If-Match"]);
    }

    [Fact]
    public async Task A_file_is_sent_as_it_is_with_the_type_that_is_asked_for()
    {
        var file = _terminal.Write("rows.csv", "a,b\n1,2\n");
        _terminal.Service.Answers("", HttpStatusCode.Accepted);

        await _terminal.RunAsync(
            "api",
            "POST",
            "/v1/imports",
            "-F",
            $"@{file}",
            "-H",
            "Content-Type: text/csv",
            "-H",
            "Idempotency-Key: k"
        );

        Assert.Equal("a,b\n1,2\n", _terminal.Service.Request.Body);
        Assert.Equal("text/csv", _terminal.Service.Request.Headers["Content-Type"]);
        Assert.Equal("k", _terminal.Service.Request.Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Pages_become_one_array()
    {
        _terminal.Service.Answers("""{"items":[{"id":1}],"nextPageToken":"x"}""").Answers("""{"items":[{"id":2}]}""");

        var outcome = await _terminal.RunAsync("api", "GET", "/v1/customers", "--paginate");

        Assert.Equal("[{\"id\":1},{\"id\":2}]", string.Concat(outcome.Out.Where(letter => !char.IsWhiteSpace(letter))));
    }

    [Fact]
    public async Task Include_prints_status_and_headers_first()
    {
        _terminal.Service.Answers("{}", headers: ("ETag", "\"1\""));

        var outcome = await _terminal.RunAsync("api", "GET", "/v1/customers/C-1", "-i");

        Assert.StartsWith("HTTP/1.1 200 OK\nETag: \"1\"\n", outcome.Out);
        Assert.EndsWith("\n\n{}\n", outcome.Out);
    }

    [Theory]
    [InlineData("text/csv", "a,b\r\n1,2\r\n")]
    [InlineData("application/x-ndjson", "{\"id\":1}\n{\"_end\":true,\"rows\":1}\n")]
    public async Task What_is_no_json_document_passes_through_unchanged(string mediaType, string body)
    {
        _terminal.Service.Answers(body, mediaType: mediaType);

        var outcome = await _terminal.RunAsync("api", "GET", "/v1/customers", "-H", $"Accept: {mediaType}");

        Assert.Equal(body, outcome.Out);
        Assert.Equal(mediaType, _terminal.Service.Request.Headers["Accept"]);
    }

    [Theory]
    [InlineData("GET", "https://elsewhere.example/v1/me")]
    [InlineData("GET", "//elsewhere.example/v1/me")]
    [InlineData("GET", "/v1/me", "-H", "Authorization: Bearer x")]
    [InlineData("GET", "/v1/me", "-H", "nonsense")]
    [InlineData("POST", "/v1/me", "--paginate")]
    [InlineData("POST", "/v1/me", "-f", "a=1", "-F", "@b")]
    [InlineData("get", "/v1/me")]
    public async Task What_would_leak_the_key_or_make_no_sense_is_refused(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, (await _terminal.RunAsync(["api", .. arguments])).ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }
}
