using Crm.Mail.Smtp;
using Microsoft.Extensions.Options;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>Hands mails to a mail server, over a few connections at once.</summary>
internal sealed class SmtpChannel(IOptions<MailOptions> options) : IOutreachChannel, IAsyncDisposable
{
    // Fewer are not worth a connection of their own.
    private const int LeastPerConnection = 10;

    private readonly MailOptions _options = options.Value;
    private readonly MailComposers _composers = new(options.Value);
    private readonly MailConnections _connections = new(options.Value);

    public async Task<IReadOnlyList<HandOver>> HandOverAsync(IReadOnlyList<OutgoingMessage> messages)
    {
        var ends = new HandOver[messages.Count];
        var ways = Math.Clamp(messages.Count / LeastPerConnection, 1, _options.Connections);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, messages.Count).Chunk(Math.Max(1, (messages.Count + ways - 1) / ways)),
            new ParallelOptions { MaxDegreeOfParallelism = ways },
            async (indexes, _) => await HandOverAsync(messages, indexes, ends)
        );
        return ends;
    }

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        _composers.Dispose();
    }

    private async Task HandOverAsync(IReadOnlyList<OutgoingMessage> messages, int[] indexes, HandOver[] ends)
    {
        List<(int Index, SmtpMail Mail)> written = [];
        foreach (var index in indexes)
        {
            if (_composers.TryCompose(messages[index], out var mail, out ends[index]))
            {
                written.Add((index, mail));
            }
        }

        for (var sent = 0; sent < written.Count; )
        {
            foreach (var end in await SendAsync([.. written.Skip(sent).Select(one => one.Mail)]))
            {
                ends[written[sent++].Index] = end;
            }
        }
    }

    // As many as one connection may still take.
    private async Task<IReadOnlyList<HandOver>> SendAsync(SmtpMail[] mails)
    {
        SmtpConnection connection;
        try
        {
            connection = await _connections.TakeAsync();
        }
        catch (SmtpException trouble)
        {
            var notSent = new HandOver(HandOverOutcome.NotSent, HandOverCodes.Unreachable, trouble.Message);
            return Array.ConvertAll(mails, _ => notSent);
        }

        var most = Math.Min(mails.Length, _options.MailsPerConnection - connection.Mails);
        var outcomes = await connection.SendAsync(mails[..most], CancellationToken.None);
        await _connections.GiveBackAsync(connection);
        return [.. mails.Zip(outcomes, (mail, outcome) => outcome.ToHandOver(mail.Recipient.ToString()))];
    }
}
