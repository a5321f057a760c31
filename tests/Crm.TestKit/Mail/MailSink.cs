using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Crm.TestKit;

/// <summary>
/// A mail server on this machine that delivers nothing, counts everything, and can be told to answer as it likes, to stall or to die at any moment.
/// </summary>
public sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, int> _byToken = new();
    private readonly ConcurrentDictionary<string, int> _byRecipient = new();
    private readonly ConcurrentQueue<SinkMail> _mails = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Lazy<X509Certificate2> _certificate = new(SelfMadeCertificate.ForLocalhost);
    private readonly Task _accepting;
    private int _connections;
    private int _taken;

    public MailSink(MailSinkOptions? options = null)
    {
        Options = options ?? new MailSinkOptions();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public MailSinkOptions Options { get; }

    public int Port { get; }

    /// <summary>Its self-made certificate, for <c>localhost</c>.</summary>
    public X509Certificate2 Certificate => _certificate.Value;

    /// <summary>Asked at each step; null goes on as usual. May be changed at any time.</summary>
    public Func<SinkMoment, SinkAct?> Script { get; set; } = _ => null;

    /// <summary>How many connections there were.</summary>
    public int Connections => _connections;

    /// <summary>How many mails it has taken.</summary>
    public int Taken => _taken;

    /// <summary>How many mails it has taken with each token.</summary>
    public IReadOnlyDictionary<string, int> ByToken => _byToken;

    /// <summary>How many mails it has taken for each recipient.</summary>
    public IReadOnlyDictionary<string, int> ByRecipient => _byRecipient;

    /// <summary>The mails it has taken, where it keeps them.</summary>
    public IReadOnlyCollection<SinkMail> Mails => _mails;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions);
        _end.Dispose();
        if (_certificate.IsValueCreated)
        {
            _certificate.Value.Dispose();
        }
    }

    internal void Take(string sender, string recipient, string token, ReadOnlySpan<byte> content)
    {
        Interlocked.Increment(ref _taken);
        _byRecipient.AddOrUpdate(recipient, 1, (_, count) => count + 1);
        if (token.Length > 0)
        {
            _byToken.AddOrUpdate(token, 1, (_, count) => count + 1);
        }

        if (Options.KeepMails)
        {
            _mails.Enqueue(new SinkMail(sender, recipient, WithoutStuffing(content)));
        }
    }

    // One character per octet, so that nothing gets lost.
    private static byte[] WithoutStuffing(ReadOnlySpan<byte> content) =>
        Encoding.Latin1.GetBytes(
            $"\r\n{Encoding.Latin1.GetString(content)}".Replace("\r\n..", "\r\n.", StringComparison.Ordinal)[2..]
        );

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                var number = Interlocked.Increment(ref _connections);
                _sessions.Add(Task.Run(() => ServeAsync(client, number)));
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is being put away.
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using (client)
        {
            client.NoDelay = true;
            await using var session = new SinkSession(this, client, number, _end.Token);
            try
            {
                await session.RunAsync();
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The other side is gone, or we are.
            }
        }
    }
}
