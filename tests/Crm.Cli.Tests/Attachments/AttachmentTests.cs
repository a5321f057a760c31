using System.Net;
using System.Text;

namespace Crm.Cli.Tests.Attachments;

public sealed class AttachmentTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("contract.pdf", "application/pdf")]
    [InlineData("PHOTO.JPG", "image/jpeg")]
    [InlineData("letter", "application/octet-stream")]
    public async Task A_file_goes_as_it_is_with_its_name_and_type(string name, string type)
    {
        var path = _terminal.Write(name, "content");
        _terminal.Service.Answers("""{"id":"7"}""", HttpStatusCode.Created);

        var outcome = await _terminal.RunAsync("attachments", "add", "CU-1", path);

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        var request = _terminal.Service.Request;
        Assert.Equal("POST", request.Method);
        Assert.Equal($"http://127.0.0.1:5080/v1/customers/CU-1/attachments?fileName={name}", request.Target);
        Assert.Equal(("content", type), (request.Body, request.Headers["Content-Type"]));
    }

    [Fact]
    public async Task A_refused_upload_is_sent_again_whole()
    {
        _terminal.Input = "from a pipe";
        _terminal.Service.AnswersProblem(HttpStatusCode.ServiceUnavailable, "busy").Answers("""{"id":"7"}""");

        var outcome = await _terminal.RunAsync(
            "attachments",
            "add",
            "CU-1",
            "-",
            "--name",
            "dump.sql",
            "--type",
            "application/sql"
        );

        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal(["from a pipe", "from a pipe"], _terminal.Service.Requests.Select(request => request.Body));
        Assert.Single(_terminal.Service.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct());
        Assert.Equal("application/sql", _terminal.Service.Requests[0].Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("give --name", "attachments", "add", "CU-1", "-")]
    [InlineData("no file 'missing.pdf'", "attachments", "add", "CU-1", "missing.pdf")]
    [InlineData("--type takes a media type", "attachments", "add", "CU-1", "-", "--name", "a", "--type", "nonsense")]
    [InlineData("add --yes", "attachments", "delete", "CU-1", "7")]
    public async Task What_cannot_be_meant_is_not_sent(string sentence, params string[] arguments)
    {
        var outcome = await _terminal.RunAsync(arguments);

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains(sentence, outcome.Error);
        Assert.Empty(_terminal.Service.Requests);
    }

    [Fact]
    public async Task A_download_is_not_broken_off_and_replaces_nothing_unasked()
    {
        var there = _terminal.Write("project/7", "mine");
        _terminal.Service.Answers("theirs").Answers("theirs");

        var refused = await _terminal.RunAsync("attachments", "get", "CU-1", "7");
        var before = await File.ReadAllTextAsync(there);
        var replaced = await _terminal.RunAsync("attachments", "get", "CU-1", "7", "--overwrite");

        Assert.Equal((ExitCode.Usage, "mine"), (refused.ExitCode, before));
        Assert.Equal(
            (ExitCode.Ok, "theirs", ""),
            (replaced.ExitCode, await File.ReadAllTextAsync(there), replaced.Out)
        );
        Assert.Equal([there], Directory.GetFiles(_terminal.Project));
    }

    [Fact]
    public async Task Stdout_gets_the_bytes_and_nothing_else()
    {
        _terminal.Service.Answers("Grüße", mediaType: "text/plain");

        var outcome = await _terminal.RunAsync("attachments", "get", "CU-1", "7", "--to", "-");

        Assert.Equal((ExitCode.Ok, "", ""), (outcome.ExitCode, outcome.Out, outcome.Error));
        Assert.Equal("Grüße", Encoding.UTF8.GetString(_terminal.Bytes.ToArray()));
        Assert.Equal("*/*", _terminal.Service.Request.Headers["Accept"]);
    }
}
