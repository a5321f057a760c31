namespace Crm.Cli.Tests.Outreach;

public sealed class BouncesTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public async Task Each_mail_of_a_folder_is_sent_as_it_is_and_has_a_line()
    {
        _terminal.Write("project/returned/b.eml", "second");
        _terminal.Write("project/returned/a.eml", "first");
        _terminal.Write("project/returned/notes.txt", "not a mail");
        _terminal
            .Service.Answers("""{"kind":"hardBounce","messageId":"7","effects":["bounceNoted"]}""")
            .Answers("""{"kind":"autoReply","effects":[]}""");

        var outcome = await _terminal.RunAsync("outreach", "bounces", "returned", "--json", "file,kind");

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(["first", "second"], _terminal.Service.Requests.Select(request => request.Body));
        Assert.All(
            _terminal.Service.Requests,
            request =>
                Assert.Equal(
                    ("http://127.0.0.1:5080/v1/messages/inbound", "message/rfc822"),
                    (request.Target, request.Headers["Content-Type"])
                )
        );
        Assert.Contains("a.eml", outcome.Out);
        Assert.Contains("autoReply", outcome.Out);
    }

    [Fact]
    public async Task A_mail_that_a_person_has_to_look_at_makes_it_a_partial_success()
    {
        _terminal.Input = "From: somebody";
        _terminal.Service.Answers("""{"kind":"unclear","reviewId":"9","effects":["keptForReview"]}""");

        var outcome = await _terminal.RunAsync("outreach", "bounces", "-");

        Assert.Equal(ExitCode.PartialSuccess, outcome.ExitCode);
        Assert.Contains("look at 1 of 1: crm inbound-reviews list", outcome.Error);
        Assert.Equal("From: somebody", _terminal.Service.Request.Body);
    }

    [Fact]
    public async Task Mails_of_a_mail_servers_folder_need_no_ending()
    {
        _terminal.Write("project/new/1763.M1.host", "first");
        _terminal.Service.Answers("""{"kind":"autoReply","effects":[]}""");

        var outcome = await _terminal.RunAsync("outreach", "bounces", "new");

        Assert.Equal((ExitCode.Ok, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal("first", _terminal.Service.Request.Body);
    }

    [Fact]
    public async Task A_folder_without_mails_is_a_mistake()
    {
        Directory.CreateDirectory(Path.Combine(_terminal.Project, "empty"));

        var outcome = await _terminal.RunAsync("outreach", "bounces", "empty");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Contains("no mails in empty", outcome.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_not_sent()
    {
        var outcome = await _terminal.RunAsync("outreach", "bounces", "missing.eml");

        Assert.Equal(ExitCode.Usage, outcome.ExitCode);
        Assert.Empty(_terminal.Service.Requests);
    }
}
