namespace Crm.Mail.Reports;

/// <summary>By what our own mails are known again.</summary>
public sealed record ReportReaderOptions
{
    /// <summary>The header of our mails that holds the token.</summary>
    public string TokenHeader { get; init; } = "X-Crm-Message";

    /// <summary>What stands before the <c>+TOKEN</c> in the addresses that reports and answers go to.</summary>
    public IReadOnlyList<string> Mailboxes { get; init; } = ["bounce", "reply", "unsubscribe"];

    /// <summary>The largest mail that is read, in octets; a larger one is unclear.</summary>
    public int LargestMail { get; init; } = 10 * 1024 * 1024;
}
