using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Crm.Mail.Smtp;

/// <summary>Connects to a mail server, and protects the connection.</summary>
internal static class SmtpDial
{
    /// <summary>Connects, and says under which address of ours.</summary>
    public static async Task<(Stream Stream, IPAddress Own)> ConnectAsync(
        SmtpServer server,
        CancellationToken cancellationToken
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(server.ConnectTimeout);
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, limit.Token);
            return (new NetworkStream(socket, ownsSocket: true), ((IPEndPoint)socket.LocalEndPoint!).Address);
        }
        catch (Exception exception)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw exception is SocketException or OperationCanceledException
                ? new SmtpException(server, "cannot be reached", exception)
                : exception;
        }
    }

    /// <summary>Goes over to TLS.</summary>
    public static async Task<Stream> EncryptAsync(SmtpServer server, Stream stream, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(server.ConnectTimeout);
        try
        {
            await encrypted.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    CertificateChainPolicy = Trust(server.TrustedCertificates),
                },
                limit.Token
            );
            return encrypted;
        }
        catch (Exception exception)
        {
            await encrypted.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw exception switch
            {
                AuthenticationException => new SmtpException(server, "has no certificate to be trusted", exception),
                IOException or OperationCanceledException => new SmtpException(
                    server,
                    "did not agree on TLS",
                    exception
                ),
                _ => exception,
            };
        }
    }

    // Null leaves it to what the machine trusts. The name is checked either way.
    private static X509ChainPolicy? Trust(X509Certificate2Collection? trusted)
    {
        if (trusted is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }
}
