using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Crm.Mail.Dkim;
using Crm.Mail.Mime;
using Crm.Mail.Smtp;

namespace Crm.Api.Outreach.Channels.Email;

/// <summary>How mails leave. Without a host they are written into a folder, one file each.</summary>
internal sealed class MailOptions : IValidatableObject
{
    public const string Section = "Crm:Mail";

    /// <summary>The mail server that takes our mails; null: they go into the drop folder instead.</summary>
    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>StartTls (default), Tls, or None for a server on this machine.</summary>
    [EnumDataType(typeof(SmtpSecurity))]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Whom to sign in as; nobody when null.</summary>
    public string? User { get; set; }

    /// <summary>The password; better kept in a file of its own.</summary>
    public string? Password { get; set; }

    /// <summary>A file whose first line is the password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Lets the password be sent in the clear.</summary>
    public bool AllowPasswordWithoutTls { get; set; }

    /// <summary>Certificates (PEM) to trust instead of those the machine trusts.</summary>
    public string? TrustedCertificateFile { get; set; }

    /// <summary>Whom we greet as; our network address when null.</summary>
    public string? ClientName { get; set; }

    /// <summary>How many connections are held to the server at most.</summary>
    [Range(1, 100)]
    public int Connections { get; set; } = 4;

    /// <summary>After how many mails a connection is closed; many servers take a hundred.</summary>
    [Range(1, 1_000_000)]
    public int MailsPerConnection { get; set; } = 100;

    /// <summary>How long the answer to a command may take.</summary>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How long the answer to a whole mail may take. Giving up too early leaves it unknown whether it was taken.</summary>
    [Range(1, 3600)]
    public int AcceptanceSeconds { get; set; } = 600;

    /// <summary>Who sends, where a campaign does not say.</summary>
    public string? SenderAddress { get; set; }

    public string? SenderName { get; set; }

    /// <summary>The domain whose mailboxes <c>bounce+…</c> get what cannot be delivered; null: the sender's address gets it.</summary>
    public string? BounceDomain { get; set; }

    /// <summary>The domain that signs (DKIM); null: mails are not signed.</summary>
    public string? DkimDomain { get; set; }

    /// <summary>Where the public key is: <c>selector._domainkey.domain</c>.</summary>
    public string? DkimSelector { get; set; }

    /// <summary>The private RSA key, PEM.</summary>
    public string? DkimKeyFile { get; set; }

    /// <summary>Where mails go without a host, one <c>.eml</c> file each; null: <c>outbox</c> in the database's folder.</summary>
    public string? DropFolder { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        List<ValidationResult> wrong = [];
        Check(
            wrong,
            nameof(SenderAddress),
            () => SenderAddress is null ? null : MailAddress.Parse(SenderAddress, "It")
        );
        Check(
            wrong,
            nameof(BounceDomain),
            () => BounceDomain is null ? null : MailAddress.Parse($"bounce@{BounceDomain}", "It")
        );
        Check(
            wrong,
            nameof(ClientName),
            () => ClientName is null ? null : MailAddress.Parse($"crm@{ClientName}", "It")
        );
        Check(wrong, nameof(PasswordFile), ReadPassword);
        Check(wrong, nameof(TrustedCertificateFile), ReadTrusted);
        if (User is not null && Password is null && PasswordFile is null)
        {
            wrong.Add(Wrong(nameof(User), "needs a password, in PasswordFile."));
        }

        string?[] dkim = [DkimDomain, DkimSelector, DkimKeyFile];
        if (dkim.Distinct().Count() > 1 && dkim.Contains(null))
        {
            wrong.Add(Wrong(nameof(DkimDomain), "needs DkimSelector and DkimKeyFile as well, and they need it."));
        }
        else
        {
            Check(
                wrong,
                nameof(DkimKeyFile),
                () =>
                {
                    MakeSigner()?.Dispose();
                    return null;
                }
            );
        }

        return wrong;
    }

    /// <summary>The mail server as these settings describe it.</summary>
    public SmtpServer ToServer() =>
        new()
        {
            Host = Host!,
            Port = Port,
            Security = Security,
            User = User,
            Password = ReadPassword(),
            AllowPasswordWithoutTls = AllowPasswordWithoutTls,
            TrustedCertificates = ReadTrusted(),
            ClientName = ClientName,
            CommandTimeout = TimeSpan.FromSeconds(TimeoutSeconds),
            AcceptanceTimeout = TimeSpan.FromSeconds(AcceptanceSeconds),
        };

    /// <summary>Signs for the configured domain; null when there is none. Used by one thread at a time.</summary>
    public DkimSigner? MakeSigner() =>
        DkimKeyFile is null ? null : new DkimSigner(DkimDomain!, DkimSelector!, File.ReadAllText(DkimKeyFile));

    private string? ReadPassword() =>
        PasswordFile is null ? Password : File.ReadLines(PasswordFile).FirstOrDefault() ?? "";

    private X509Certificate2Collection? ReadTrusted()
    {
        if (TrustedCertificateFile is null)
        {
            return null;
        }

        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(TrustedCertificateFile);
        return trusted.Count > 0 ? trusted : throw new CryptographicException("It holds no certificate.");
    }

    private static void Check(List<ValidationResult> wrong, string name, Func<object?> read)
    {
        try
        {
            read();
        }
        catch (Exception trouble)
            when (trouble
                    is MailRefusedException
                        or IOException
                        or UnauthorizedAccessException
                        or CryptographicException
            )
        {
            wrong.Add(Wrong(name, $"cannot be used: {trouble.Message}"));
        }
    }

    private static ValidationResult Wrong(string name, string trouble) => new($"{Section}:{name} {trouble}", [name]);
}
