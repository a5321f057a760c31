using System.Net;
using System.Text.Json.Nodes;

namespace Crm.Cli.Tests.Resources;

public sealed class ListCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task The_cursor_is_followed_with_the_same_arguments()
    {
        _terminal.Service.Answers(Page(1, 2, "next+1")).Answers(Page(3, 0, "next2")).Answers(Page(3, 1));

        var outcome = await _terminal.RunAsync(
            "customers",
            "list",
            "--filter",
            "kind = \"person\"",
            "--order-by",
            "name",
            "--show-deleted"
        );

        Assert.Equal(3, JsonNode.Parse(outcome.Out)!.AsArray().Count);
        const string Arguments = "filter=kind%20%3D%20%22person%22&orderBy=name&showDeleted=true&pageSize=500";
        Assert.Equal(
            [$"?{Arguments}", $"?{Arguments}&pageToken=next%2B1", $"?{Arguments}&pageToken=next2"],
            _terminal.Service.Requests.Select(request => new Uri(request.Target).Query)
        );
    }

    [Fact]
    public async Task A_limit_ends_the_list_and_asks_for_no_larger_page()
    {
        _terminal.Service.Answers(Page(1, 2, "more")).Answers(Page(3, 2, "more"));

        var outcome = await _terminal.RunAsync("customers", "list", "--limit", "3", "-o", "ndjson");

        Assert.Equal(3, outcome.Out.Count(letter => letter == '\n'));
        Assert.Contains("pageSize=3", _terminal.Service.Requests[0].Target);
        Assert.Contains("pageSize=1", _terminal.Service.Requests[1].Target);
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public async Task A_terminal_shows_a_hundred_and_says_so()
    {
        _terminal.IsTerminal = true;
        _terminal.Service.Answers(Page(1, 100, "more"));

        var outcome = await _terminal.RunAsync("customers", "list");

        Assert.Contains("pageSize=100", _terminal.Service.Request.Target);
        Assert.Contains("first 100", outcome.Error);
        Assert.Contains("--all", outcome.Error);
    }

    [Fact]
    public async Task All_means_all_on_a_terminal_too()
    {
        _terminal.IsTerminal = true;
        _terminal.Service.Answers(Page(1, 500, "more")).Answers(Page(501, 1));

        var outcome = await _terminal.RunAsync("customers", "list", "--all", "-o", "ndjson");

        Assert.Equal(501, outcome.Out.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_page_that_fails_leaves_no_document_that_could_pass_for_the_whole()
    {
        _terminal.Service.Answers(Page(1, 1, "more")).AnswersProblem(HttpStatusCode.BadRequest, "page-token-expired");

        var outcome = await _terminal.RunAsync("customers", "list");

        Assert.Equal(ExitCode.Failure, outcome.ExitCode);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(outcome.Out));
    }

    private static string Page(int first, int count, string? next = null) =>
        new JsonObject
        {
            ["items"] = new JsonArray([
                .. Enumerable.Range(first, count).Select(id => new JsonObject { ["id"] = $"{id}" }),
            ]),
            ["nextPageToken"] = next,
        }.ToJsonString();
}
