namespace Crm.TestKit;

/// <summary>What kind of mail server a sink plays.</summary>
public sealed record MailSinkOptions
{
    /// <summary>Offers STARTTLS.</summary>
    public bool StartTls { get; init; }

    /// <summary>Speaks TLS from the first octet.</summary>
    public bool ImplicitTls { get; init; }

    public bool Pipelining { get; init; } = true;

    /// <summary>Further lines of the answer to EHLO.</summary>
    public IReadOnlyList<string> Offers { get; init; } = ["8BITMIME", "SMTPUTF8", "SIZE 10485760"];

    /// <summary>Who may sign in; with <c>AUTH</c> among the offers.</summary>
    public (string User, string Password)? Login { get; init; }

    /// <summary>The header by which mails are counted.</summary>
    public string TokenHeader { get; init; } = "X-Crm-Message";

    /// <summary>Keeps the mails; else they are only counted.</summary>
    public bool KeepMails { get; init; } = true;
}
