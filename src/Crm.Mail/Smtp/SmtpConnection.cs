using System.Buffers;

namespace Crm.Mail.Smtp;

/// <summary>
/// A connection to a mail server, for many mails, one after the other; by one caller at a time. With PIPELINING the envelope of the next mail
/// travels with the mail before it, so that each mail costs one round trip (RFC 2920).
/// </summary>
public sealed class SmtpConnection : IAsyncDisposable
{
    private const int ChunkLength = 64 * 1024;
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly SmtpServer _server;
    private readonly SmtpStream _stream;
    private readonly ArrayBufferWriter<byte> _output = new();

    // The mail whose envelope the server has been told already, in vain if nothing follows.
    private SmtpMail? _announced;
    private bool _needsReset;
    private string _endedBecause = "";

    private SmtpConnection(SmtpServer server, SmtpStream stream, SmtpCapabilities capabilities)
    {
        _server = server;
        _stream = stream;
        Capabilities = capabilities;
    }

    public SmtpCapabilities Capabilities { get; }

    /// <summary>Whether more mails can go over it.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>How many mails it has tried to hand over.</summary>
    public int Mails { get; private set; }

    /// <summary>Connects, goes over to TLS and signs in, as the server's settings say.</summary>
    /// <exception cref="SmtpException">It did not come to that.</exception>
    public static async Task<SmtpConnection> OpenAsync(SmtpServer server, CancellationToken cancellationToken)
    {
        var (inner, ownAddress) = await SmtpDial.ConnectAsync(server, cancellationToken);
        var stream = new SmtpStream(inner);
        try
        {
            if (server.Security == SmtpSecurity.Tls)
            {
                await stream.ExchangeAsync(clear => SmtpDial.EncryptAsync(server, clear, cancellationToken));
            }

            var capabilities = await new SmtpHandshake(server, stream, ownAddress).RunAsync(cancellationToken);
            return new SmtpConnection(server, stream, capabilities);
        }
        catch (Exception exception)
        {
            await stream.DisposeAsync();
            throw exception is IOException
                ? new SmtpException(server, "broke off before mails could be sent", exception)
                : exception;
        }
    }

    /// <summary>
    /// Hands over mails in their order. Network troubles are outcomes, not exceptions. When cancelled, the mail on its way gets
    /// <see cref="SmtpServer.StopTimeout"/> to be answered, and the others are not sent.
    /// </summary>
    /// <returns>An outcome for each mail.</returns>
    public async Task<IReadOnlyList<SmtpOutcome>> SendAsync(
        IReadOnlyList<SmtpMail> mails,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new SmtpOutcome[mails.Count];
        using var stop = new CancellationTokenSource();
        await using var whenCancelled = cancellationToken.Register(() => stop.CancelAfter(_server.StopTimeout));
        for (var index = 0; index < outcomes.Length; index++)
        {
            var next =
                index + 1 < outcomes.Length && !cancellationToken.IsCancellationRequested ? mails[index + 1] : null;
            outcomes[index] = cancellationToken.IsCancellationRequested
                ? SmtpOutcome.NotSent(SmtpStage.Connection, "Sending was stopped.")
                : await SendAsync(mails[index], next, stop.Token);
        }

        if (_announced is not null)
        {
            End("Sending was stopped.");
        }

        return outcomes;
    }

    /// <summary>Whether the server still answers; to be asked before a connection is used that has rested.</summary>
    public async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        if (!IsUsable)
        {
            return false;
        }

        try
        {
            await _stream.WriteAsync("NOOP\r\n"u8.ToArray(), _server.CommandTimeout, cancellationToken);
            if ((await ReadReplyAsync(cancellationToken)).Class != SmtpReplyClass.Done)
            {
                End("The mail server did not answer to NOOP as it should.");
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            End(exception.Message);
        }

        return IsUsable;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsUsable)
        {
            IsUsable = false;
            try
            {
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), FarewellTimeout, CancellationToken.None);
                await _stream.ReadReplyAsync(FarewellTimeout, CancellationToken.None);
            }
            catch (IOException)
            {
                // It is gone, as it was asked to be.
            }
        }

        await _stream.DisposeAsync();
    }

    private async Task<SmtpOutcome> SendAsync(SmtpMail mail, SmtpMail? next, CancellationToken stop)
    {
        if (!IsUsable)
        {
            return SmtpOutcome.NotSent(SmtpStage.Connection, _endedBecause);
        }

        if (SmtpTransaction.Obstacle(mail, Capabilities) is { } obstacle)
        {
            return obstacle;
        }

        Mails++;
        var hasLeft = false;
        try
        {
            if (await OfferAsync(mail, stop) is { } refused)
            {
                return refused;
            }

            _output.ResetWrittenCount();
            SmtpTransaction.PutContent(mail.Content.Span, _output);
            var contentLength = _output.WrittenCount;
            if (Capabilities.Pipelining && next is not null && SmtpTransaction.Obstacle(next, Capabilities) is null)
            {
                PutEnvelope(next);
                _announced = next;
            }

            // While the chunk with the final dot has not left, the server has no mail.
            var rest = _output.WrittenMemory;
            for (; contentLength > ChunkLength; contentLength -= ChunkLength)
            {
                await _stream.WriteAsync(rest[..ChunkLength], _server.CommandTimeout, stop);
                rest = rest[ChunkLength..];
            }

            hasLeft = true;
            await _stream.WriteAsync(rest, _server.CommandTimeout, stop);
            return Judge(SmtpStage.Content, await _stream.ReadReplyAsync(_server.AcceptanceTimeout, stop));
        }
        catch (Exception exception)
            when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            End(exception is OperationCanceledException ? "Sending was stopped." : exception.Message);
            return hasLeft
                ? SmtpOutcome.Unknown(_endedBecause)
                : SmtpOutcome.NotSent(SmtpStage.Connection, _endedBecause);
        }
    }

    // Tells the envelope. Answers the outcome when the server does not want the mail, or null when it waits for it.
    private Task<SmtpOutcome?> OfferAsync(SmtpMail mail, CancellationToken stop) =>
        Capabilities.Pipelining ? OfferAtOnceAsync(mail, stop) : OfferStepByStepAsync(mail, stop);

    private async Task<SmtpOutcome?> OfferAtOnceAsync(SmtpMail mail, CancellationToken stop)
    {
        if (!ReferenceEquals(_announced, mail))
        {
            _output.ResetWrittenCount();
            await ResetAsync(stop);
            PutEnvelope(mail);
            await _stream.WriteAsync(_output.WrittenMemory, _server.CommandTimeout, stop);
        }

        _announced = null;
        var sender = Refusal(SmtpStage.Sender, await ReadReplyAsync(stop));
        if (!IsUsable)
        {
            return sender;
        }

        var recipient = Refusal(SmtpStage.Recipient, await ReadReplyAsync(stop));
        if (!IsUsable)
        {
            return sender ?? recipient;
        }

        var data = await ReadReplyAsync(stop);
        if ((sender ?? recipient) is not { } refused)
        {
            return RefusalOfData(data);
        }

        if (data.Class == SmtpReplyClass.GoOn)
        {
            // It waits for a mail for nobody; an empty one ends that (RFC 2920, 3.1).
            await _stream.WriteAsync(".\r\n"u8.ToArray(), _server.CommandTimeout, stop);
            await ReadReplyAsync(stop);
        }

        return refused;
    }

    private async Task<SmtpOutcome?> OfferStepByStepAsync(SmtpMail mail, CancellationToken stop)
    {
        await ResetAsync(stop);
        SmtpTransaction.PutSender(mail, Capabilities, _output);
        if (Refusal(SmtpStage.Sender, await AskAsync(stop)) is { } sender)
        {
            return sender;
        }

        SmtpTransaction.PutRecipient(mail, _output);
        if (Refusal(SmtpStage.Recipient, await AskAsync(stop)) is { } recipient)
        {
            return recipient;
        }

        _output.Write("DATA\r\n"u8);
        return RefusalOfData(await AskAsync(stop));
    }

    private async Task ResetAsync(CancellationToken stop)
    {
        _output.ResetWrittenCount();
        if (!_needsReset)
        {
            return;
        }

        _needsReset = false;
        _output.Write("RSET\r\n"u8);
        if ((await AskAsync(stop)).Class != SmtpReplyClass.Done)
        {
            throw new IOException("The mail server did not give up a refused mail.");
        }
    }

    private async Task<SmtpReply> AskAsync(CancellationToken stop)
    {
        await _stream.WriteAsync(_output.WrittenMemory, _server.CommandTimeout, stop);
        _output.ResetWrittenCount();
        return await ReadReplyAsync(stop);
    }

    private Task<SmtpReply> ReadReplyAsync(CancellationToken stop) =>
        _stream.ReadReplyAsync(_server.CommandTimeout, stop);

    private void PutEnvelope(SmtpMail mail)
    {
        SmtpTransaction.PutSender(mail, Capabilities, _output);
        SmtpTransaction.PutRecipient(mail, _output);
        _output.Write("DATA\r\n"u8);
    }

    private SmtpOutcome? Refusal(SmtpStage stage, SmtpReply reply) =>
        reply.Class switch
        {
            SmtpReplyClass.Done => null,
            SmtpReplyClass.NotNow or SmtpReplyClass.Never => Judge(stage, reply),
            SmtpReplyClass.GoOn => throw new IOException("The mail server answered out of turn."),
        };

    private SmtpOutcome? RefusalOfData(SmtpReply reply) =>
        reply.Class switch
        {
            SmtpReplyClass.GoOn => null,
            SmtpReplyClass.NotNow or SmtpReplyClass.Never => Judge(SmtpStage.Content, reply),
            SmtpReplyClass.Done => throw new IOException("The mail server answered out of turn."),
        };

    private SmtpOutcome Judge(SmtpStage stage, SmtpReply reply)
    {
        var outcome = SmtpOutcome.Of(stage, reply);
        _needsReset |= outcome.Verdict != SmtpVerdict.Accepted && _announced is null;
        if (reply.IsClosing || outcome.Verdict == SmtpVerdict.Unknown)
        {
            End($"The mail server does not go on ({reply.Code}).");
        }

        return outcome;
    }

    private void End(string because)
    {
        IsUsable = false;
        _announced = null;
        _endedBecause = because;
    }
}
