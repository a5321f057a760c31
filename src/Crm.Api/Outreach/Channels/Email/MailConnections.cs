using System.Collections.Concurrent;
using System.Diagnostics;
using Crm.Mail.Smtp;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>Connections to the mail server, kept for the next mails. One is used by one at a time.</summary>
internal sealed class MailConnections(MailOptions options) : IAsyncDisposable
{
    // After a rest the server may have hung up without our noticing.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly ConcurrentStack<(SmtpConnection Connection, long Since)> _idle = new();
    private readonly SmtpServer _server = options.ToServer();

    /// <summary>One that can be used; the caller gives it back.</summary>
    /// <exception cref="SmtpException">There is none to be had.</exception>
    public async Task<SmtpConnection> TakeAsync()
    {
        while (_idle.TryPop(out var kept))
        {
            if (
                Stopwatch.GetElapsedTime(kept.Since) < Rest
                || await kept.Connection.IsAliveAsync(CancellationToken.None)
            )
            {
                return kept.Connection;
            }

            await kept.Connection.DisposeAsync();
        }

        return await SmtpConnection.OpenAsync(_server, CancellationToken.None);
    }

    public ValueTask GiveBackAsync(SmtpConnection connection)
    {
        if (!connection.IsUsable || connection.Mails >= options.MailsPerConnection)
        {
            return connection.DisposeAsync();
        }

        _idle.Push((connection, Stopwatch.GetTimestamp()));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryPop(out var kept))
        {
            await kept.Connection.DisposeAsync();
        }
    }
}
