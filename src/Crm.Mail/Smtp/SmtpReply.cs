namespace Crm.Mail.Smtp;

/// <summary>What the first digit of a reply says.</summary>
internal enum SmtpReplyClass
{
    Done,
    GoOn,
    NotNow,
    Never,
}

/// <summary>An answer of the server; the lines of a long one are joined by a line break.</summary>
internal readonly record struct SmtpReply(int Code, string Text)
{
    /// <summary>The server is about to close the connection, whatever it was asked.</summary>
    public bool IsClosing => Code == 421;

    public SmtpReplyClass Class =>
        (Code / 100) switch
        {
            2 => SmtpReplyClass.Done,
            4 => SmtpReplyClass.NotNow,
            5 => SmtpReplyClass.Never,
            _ => SmtpReplyClass.GoOn,
        };

    /// <summary>Code and enhanced status, without the server's words, which may name an address or a user.</summary>
    public string ForLog =>
        Text.Split(' ')[0] is { Length: <= 9 } status && IsStatus(status) ? $"{Code} {status}" : $"{Code}";

    private static bool IsStatus(string text) =>
        text.Split('.') is [{ Length: 1 }, { Length: > 0 }, { Length: > 0 }] parts
        && parts.All(part => part.All(char.IsAsciiDigit));
}
