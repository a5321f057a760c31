using System.Buffers;
using System.Globalization;
using System.Text;

namespace Crm.Mail.Smtp;

/// <summary>Commands out, replies in, over one connection. Every wait has an end.</summary>
internal sealed class SmtpStream(Stream inner) : IAsyncDisposable
{
    private const int LongestReply = 64 * 1024;

    private readonly byte[] _received = new byte[4096];
    private readonly ArrayBufferWriter<byte> _line = new();
    private Stream _inner = inner;
    private int _start;
    private int _end;

    /// <summary>Whether something came that nobody has asked for yet.</summary>
    public bool HasUnread => _start < _end;

    /// <summary>Goes on over another stream, such as one that encrypts.</summary>
    public async Task ExchangeAsync(Func<Stream, Task<Stream>> exchange) => _inner = await exchange(_inner);

    public Task WriteAsync(ReadOnlyMemory<byte> octets, TimeSpan patience, CancellationToken cancellationToken) =>
        WithinAsync(
            async token =>
            {
                await _inner.WriteAsync(octets, token);
                await _inner.FlushAsync(token);
                return true;
            },
            patience,
            cancellationToken
        );

    public Task<SmtpReply> ReadReplyAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        WithinAsync(ReadReplyAsync, patience, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        while (true)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (
                line.Length < 3
                || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || line.Length > 3 && line[3] is not (' ' or '-')
            )
            {
                throw new IOException("The mail server answered something that is no reply.");
            }

            text.Append(line.AsSpan(Math.Min(4, line.Length)));
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, text.ToString());
            }

            if (text.Append('\n').Length > LongestReply)
            {
                throw new IOException("The mail server answered without end.");
            }
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            var unread = _received.AsSpan(_start, _end - _start);
            var end = unread.IndexOf((byte)'\n');
            if (end >= 0)
            {
                _line.Write(unread[..end]);
                _start += end + 1;
                return Encoding.UTF8.GetString(_line.WrittenSpan.TrimEnd((byte)'\r'));
            }

            _line.Write(unread);
            if (_line.WrittenCount > LongestReply)
            {
                throw new IOException("The mail server answered without end.");
            }

            (_start, _end) = (0, await _inner.ReadAsync(_received, cancellationToken));
            if (_end == 0)
            {
                throw new IOException("The mail server closed the connection.");
            }
        }
    }

    private static async Task<T> WithinAsync<T>(
        Func<CancellationToken, Task<T>> work,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException("The mail server took too long.", exception);
        }
    }
}
