using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Crm.TestKit;

/// <summary>One connection to a mail sink. Answers leave when nothing more has come, so that groups of commands get groups of answers.</summary>
internal sealed class SinkSession(MailSink sink, TcpClient client, int number, CancellationToken end) : IAsyncDisposable
{
    private readonly byte[] _received = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly ArrayBufferWriter<byte> _answers = new();
    private Stream _stream = client.GetStream();
    private int _start;
    private int _end;
    private int _mail = 1;
    private bool _isEncrypted;
    private string? _sender;
    private string? _recipient;

    public async Task RunAsync()
    {
        if (sink.Options.ImplicitTls)
        {
            await EncryptAsync();
        }

        var goesOn = await AnswerAsync(SinkStep.Connected, "", "220 sink ready");
        while (goesOn && await ReadLineAsync() is { } line)
        {
            goesOn = await ObeyAsync(line);
        }

        await FlushAsync();
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private Task<bool> ObeyAsync(string line) =>
        line.Split(' ', ':')[0].ToUpperInvariant() switch
        {
            "EHLO" => AnswerAsync(SinkStep.Hello, line, Hello()),
            "STARTTLS" => StartTlsAsync(line),
            "AUTH" => SignInAsync(line),
            "MAIL" => SenderAsync(line),
            "RCPT" => RecipientAsync(line),
            "DATA" => DataAsync(line),
            "RSET" => ResetAsync(line),
            "NOOP" => AnswerAsync(SinkStep.Noop, line, "250 fine"),
            "QUIT" => QuitAsync(line),
            _ => AnswerAsync(SinkStep.Noop, line, "500 what?"),
        };

    private string Hello()
    {
        List<string> lines = ["sink greets you", .. sink.Options.Offers];
        if (sink.Options.Pipelining)
        {
            lines.Add("PIPELINING");
        }

        if (sink.Options.StartTls && !_isEncrypted)
        {
            lines.Add("STARTTLS");
        }

        return string.Join("\r\n", lines.Select((line, index) => $"250{(index == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private async Task<bool> StartTlsAsync(string line)
    {
        if (!await AnswerAsync(SinkStep.StartTls, line, "220 go on"))
        {
            return false;
        }

        await FlushAsync();
        await EncryptAsync();
        return true;
    }

    private async Task<bool> SignInAsync(string line)
    {
        string[] said = line.Split(' ') switch
        {
            ["AUTH", "PLAIN", var all] => Decode(all).Split('\0')[1..],
            ["AUTH", "LOGIN"] =>
            [
                Decode(await AskAsync("334 VXNlcm5hbWU6")),
                Decode(await AskAsync("334 UGFzc3dvcmQ6")),
            ],
            _ => [],
        };
        var isKnown = said is [var user, var password] && sink.Options.Login == (user, password);
        return await AnswerAsync(
            SinkStep.Auth,
            line,
            isKnown ? "235 2.7.0 welcome" : $"535 5.7.8 {said.FirstOrDefault()} is not known with that password"
        );
    }

    private async Task<string> AskAsync(string answer)
    {
        Put(answer);
        return await ReadLineAsync() ?? "";
    }

    private Task<bool> SenderAsync(string line) =>
        AnswerAsync(SinkStep.Sender, line, "250 2.1.0 sender fine", () => _sender = Address(line));

    private Task<bool> RecipientAsync(string line) =>
        _sender is null
            ? AnswerAsync(SinkStep.Recipient, line, "503 5.5.1 no sender")
            : AnswerAsync(SinkStep.Recipient, line, "250 2.1.5 recipient fine", () => _recipient = Address(line));

    private async Task<bool> DataAsync(string line)
    {
        var isWanted = _recipient is not null;
        var waits = false;
        if (
            !await AnswerAsync(
                SinkStep.Data,
                line,
                isWanted ? "354 go on" : "554 5.5.1 no recipient",
                () => waits = true
            )
        )
        {
            return false;
        }

        return !(isWanted && waits) || await ContentAsync();
    }

    private async Task<bool> ContentAsync()
    {
        // The line break of the DATA line counts as the one before a lone dot.
        _content.ResetWrittenCount();
        _content.Write("\r\n"u8);
        var from = 0;
        while (true)
        {
            if (_start == _end)
            {
                if (_content.WrittenCount > 2 && sink.Script(Moment(SinkStep.ContentBegun, "")) is { Dies: true })
                {
                    return false;
                }

                await FillAsync();
            }

            _content.Write(_received.AsSpan(_start, _end - _start));
            var found = _content.WrittenSpan[from..].IndexOf("\r\n.\r\n"u8);
            if (found >= 0)
            {
                // What follows the end belongs to the next command.
                var surplus = _content.WrittenCount - (from + found + 5);
                _start = _end - surplus;
                return await EndOfContentAsync(from + found + 2);
            }

            _start = _end;
            from = Math.Max(0, _content.WrittenCount - 4);
        }
    }

    private async Task<bool> EndOfContentAsync(int length)
    {
        var act = sink.Script(Moment(SinkStep.ContentEnded, ""));
        if (act?.Says is null || act.Says.StartsWith('2'))
        {
            var content = _content.WrittenSpan[..length];
            sink.Take(_sender!, _recipient!, TokenIn(content), content[2..]);
        }

        (_sender, _recipient) = (null, null);
        var goesOn = await ActAsync(act, "250 2.0.0 taken");
        _mail++;
        return goesOn;
    }

    private string TokenIn(ReadOnlySpan<byte> content)
    {
        var start = content.IndexOf(Encoding.ASCII.GetBytes($"\r\n{sink.Options.TokenHeader}: "));
        if (start < 0)
        {
            return "";
        }

        var value = content[(start + sink.Options.TokenHeader.Length + 4)..];
        return Encoding.ASCII.GetString(value[..value.IndexOf((byte)'\r')]);
    }

    private Task<bool> ResetAsync(string line)
    {
        (_sender, _recipient) = (null, null);
        return AnswerAsync(SinkStep.Reset, line, "250 forgotten");
    }

    private async Task<bool> QuitAsync(string line)
    {
        await AnswerAsync(SinkStep.Quit, line, "221 bye");
        return false;
    }

    // Whether the connection goes on.
    private Task<bool> AnswerAsync(SinkStep step, string line, string usual, Action? whenUsual = null)
    {
        var act = sink.Script(Moment(step, line));
        if (act is null)
        {
            whenUsual?.Invoke();
        }

        return ActAsync(act, usual);
    }

    private async Task<bool> ActAsync(SinkAct? act, string usual)
    {
        if (act is null or { Says: not null })
        {
            Put(act?.Says ?? usual);
        }

        if (act is { Stalls: true })
        {
            await FlushAsync();
            await Task.Delay(Timeout.Infinite, end);
        }

        return act is not { Dies: true };
    }

    private SinkMoment Moment(SinkStep step, string line) => new(step, line, number, _mail);

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await TryFillAsync())
            {
                return null;
            }

            var unread = _received.AsSpan(_start, _end - _start);
            var length = unread.IndexOf((byte)'\n');
            line.Append(Encoding.UTF8.GetString(length < 0 ? unread : unread[..length]));
            _start += length < 0 ? unread.Length : length + 1;
            if (length >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }
    }

    private async Task FillAsync()
    {
        if (!await TryFillAsync())
        {
            throw new IOException("The other side is gone.");
        }
    }

    private async Task<bool> TryFillAsync()
    {
        await FlushAsync();
        (_start, _end) = (0, await _stream.ReadAsync(_received, end));
        return _end > 0;
    }

    private async Task FlushAsync()
    {
        if (_answers.WrittenCount > 0)
        {
            await _stream.WriteAsync(_answers.WrittenMemory, end);
            _answers.ResetWrittenCount();
        }
    }

    private async Task EncryptAsync()
    {
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        try
        {
            await encrypted.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = sink.Certificate },
                end
            );
        }
        catch (System.Security.Authentication.AuthenticationException exception)
        {
            throw new IOException("The other side does not like our certificate.", exception);
        }

        _isEncrypted = true;
    }

    private void Put(string answer) => Encoding.UTF8.GetBytes($"{answer}\r\n", _answers);

    private static string Address(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start
        && line.IndexOf('>', start) is >= 0 and var close
            ? line[(start + 1)..close]
            : "";

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
