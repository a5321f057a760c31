using System.Security.Cryptography.X509Certificates;

namespace Crm.Mail.Smtp;

/// <summary>A mail server, and how to talk to it.</summary>
public sealed class SmtpServer
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Whom to sign in as; nobody when null.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Lets the password be sent in the clear.</summary>
    public bool AllowPasswordWithoutTls { get; init; }

    /// <summary>Certificates to trust instead of those the machine trusts, for a server of one's own.</summary>
    public X509Certificate2Collection? TrustedCertificates { get; init; }

    /// <summary>Whom we greet as; our network address when null.</summary>
    public string? ClientName { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the answer to a command may take, and writing of a part of a mail.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the answer to a whole mail may take. Giving up too early makes it unknown what became of it (RFC 5321, 4.5.3.2.6).</summary>
    public TimeSpan AcceptanceTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long, when asked to stop, to wait for the answer to a mail that is on its way already.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    // It may end in a log.
    public override string ToString() => $"{Host}:{Port}";
}
