using System.Net;
using System.Net.Sockets;
using System.Text;
using Crm.Mail.Mime;

namespace Crm.Mail.Smtp;

/// <summary>What is said before mails can go: greeting, STARTTLS, EHLO, sign-in.</summary>
internal sealed class SmtpHandshake(SmtpServer server, SmtpStream stream, IPAddress ownAddress)
{
    private readonly string _clientName = server.ClientName is { } name
        ? MailAddress.Parse($"x@{name}", "Client name").Domain
        : AddressLiteral(ownAddress);

    private bool _isEncrypted = server.Security == SmtpSecurity.Tls;

    /// <summary>Runs it.</summary>
    /// <exception cref="SmtpException">The server did not play along.</exception>
    public async Task<SmtpCapabilities> RunAsync(CancellationToken cancellationToken)
    {
        Expect(220, "the connection", await ReadReplyAsync(cancellationToken));
        var capabilities = await GreetAsync(cancellationToken);
        if (server.Security == SmtpSecurity.StartTls)
        {
            capabilities = await StartTlsAsync(capabilities, cancellationToken);
        }

        if (server.User is { } user)
        {
            await SignInAsync(user, server.Password ?? "", capabilities, cancellationToken);
        }

        return capabilities;
    }

    // An IPv4 address comes in IPv6 form from a socket that can do both.
    private static string AddressLiteral(IPAddress address) =>
        address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? $"[IPv6:{address}]"
            : $"[{address.MapToIPv4()}]";

    private async Task<SmtpCapabilities> GreetAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"EHLO {_clientName}", cancellationToken);
        Expect(250, "EHLO", answer);
        return SmtpCapabilities.Read(answer.Text);
    }

    private async Task<SmtpCapabilities> StartTlsAsync(SmtpCapabilities offered, CancellationToken cancellationToken)
    {
        if (!offered.StartTls)
        {
            throw new SmtpException(server, "does not offer STARTTLS");
        }

        Expect(220, "STARTTLS", await AskAsync("STARTTLS", cancellationToken));
        // What came in the clear could come from anybody, and must not count as said under protection (CVE-2011-0411).
        if (stream.HasUnread)
        {
            throw new SmtpException(server, "spoke on before the connection was protected");
        }

        await stream.ExchangeAsync(inner => SmtpDial.EncryptAsync(server, inner, cancellationToken));
        _isEncrypted = true;
        return await GreetAsync(cancellationToken);
    }

    private async Task SignInAsync(
        string user,
        string password,
        SmtpCapabilities capabilities,
        CancellationToken cancellationToken
    )
    {
        if (!_isEncrypted && !server.AllowPasswordWithoutTls)
        {
            throw new SmtpException(server, "would be told the password in the clear");
        }

        if (capabilities.AuthPlain)
        {
            Expect(235, "AUTH", await AskAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancellationToken));
        }
        else if (capabilities.AuthLogin)
        {
            Expect(334, "AUTH", await AskAsync("AUTH LOGIN", cancellationToken));
            Expect(334, "AUTH", await AskAsync(Base64(user), cancellationToken));
            Expect(235, "AUTH", await AskAsync(Base64(password), cancellationToken));
        }
        else
        {
            throw new SmtpException(server, "offers no way to sign in that we know (PLAIN, LOGIN)");
        }
    }

    private async Task<SmtpReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), server.CommandTimeout, cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    private Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken) =>
        stream.ReadReplyAsync(server.CommandTimeout, cancellationToken);

    private void Expect(int code, string step, SmtpReply reply)
    {
        if (reply.Code != code)
        {
            throw new SmtpException(server, $"answered {reply.ForLog} to {step}");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
