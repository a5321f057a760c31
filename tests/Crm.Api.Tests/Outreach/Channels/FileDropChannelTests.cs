using Crm.Api.Data;
using Crm.Api.Outreach.Channels;
using Crm.Api.Outreach.Channels.Email;
using Microsoft.Extensions.Options;

namespace Crm.Api.Tests.Outreach.Channels;

public sealed class FileDropChannelTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-drop-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Each_message_is_one_file_however_often_it_is_handed_over()
    {
        var messages = Enumerable.Range(0, 20).Select(Messages.Of).ToArray();
        using var channel = Channel(new MailOptions());
        for (var round = 0; round < 2; round++)
        {
            var ends = await channel.HandOverAsync(messages);
            Assert.All(ends, end => Assert.Equal(HandOverOutcome.Accepted, end.Outcome));
        }

        var folder = Path.Combine(_folder.FullName, "outbox");
        Assert.Equal(
            messages.Select(message => $"{message.Id}.eml").Order(StringComparer.Ordinal),
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        var mail = await File.ReadAllTextAsync(Path.Combine(folder, $"{messages[3].Id}.eml"));
        Assert.Contains("To: =?utf-8?q?Anna_M=C3=BCller?= <anna3@example.com>\r\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_sends_nothing()
    {
        var taken = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(taken, "a file");
        using var channel = Channel(new MailOptions { DropFolder = taken });
        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1)]));
        Assert.Equal((HandOverOutcome.NotSent, "unreachable"), (end.Outcome, end.Code));
    }

    [Fact]
    public async Task Without_a_sender_there_is_no_mail()
    {
        using var channel = Channel(new MailOptions());
        var end = Assert.Single(await channel.HandOverAsync([Messages.Of(1) with { SenderAddress = null }]));
        Assert.Equal((HandOverOutcome.NotSent, "not-configured"), (end.Outcome, end.Code));
        Assert.Contains("Crm:Mail:SenderAddress", end.Detail, StringComparison.Ordinal);
    }

    private FileDropChannel Channel(MailOptions options) =>
        new(Options.Create(options), Options.Create(new DatabaseOptions { Folder = _folder.FullName }));
}
