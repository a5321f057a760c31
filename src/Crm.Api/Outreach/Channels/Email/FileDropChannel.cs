using Crm.Api.Data;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>
/// Writes mails into a folder instead of sending them, one file each and whole or not at all. A file is named after its message, so that
/// writing one again makes no second mail of it.
/// </summary>
internal sealed class FileDropChannel(IOptions<MailOptions> options, IOptions<DatabaseOptions> database)
    : IOutreachChannel,
        IDisposable
{
    private readonly MailComposers _composers = new(options.Value);
    private readonly string _folder = options.Value.DropFolder ?? Path.Combine(database.Value.Folder, "outbox");

    public async Task<IReadOnlyList<HandOver>> HandOverAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        var ends = new HandOver[messages.Count];
        for (var index = 0; index < ends.Length; index++)
        {
            ends[index] = await HandOverAsync(messages[index]);
        }

        return ends;
    }

    public void Dispose() => _composers.Dispose();

    private async Task<HandOver> HandOverAsync(OutgoingMessage message)
    {
        if (!_composers.TryCompose(message, out var mail, out var refused))
        {
            return refused;
        }

        try
        {
            await WriteAsync($"{message.Id}.eml", mail.Content);
            return new HandOver(HandOverOutcome.Accepted);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return new HandOver(HandOverOutcome.NotSent, HandOverCodes.Unreachable, trouble.Message);
        }
    }

    private async Task WriteAsync(string name, ReadOnlyMemory<byte> mail)
    {
        Directory.CreateDirectory(_folder);
        var unfinished = Path.Combine(_folder, $".{name}.part");
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(mail);
            // On the disk before it has its name: a file that can be seen is whole, whatever happens.
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(_folder, name), overwrite: true);
    }
}
