namespace Crm.Mail.Mime;

/// <summary>A mail to one recipient, before it is written out.</summary>
public sealed record MailMessage
{
    public required Mailbox From { get; init; }

    public required Mailbox To { get; init; }

    /// <summary>Where answers go, when not to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    public required string Subject { get; init; }

    /// <summary>The mail as plain text. One of text and HTML is needed; with both, the reader's program chooses.</summary>
    public string? Text { get; init; }

    /// <summary>The mail as HTML.</summary>
    public string? Html { get; init; }

    /// <summary><c>id@domain</c>, unique for ever, without the angle brackets.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Further headers, in this order. Text beyond ASCII is allowed in <c>X-…</c>, <c>Comments</c> and <c>Organization</c>.</summary>
    public IReadOnlyList<MailHeader> Headers { get; init; } = [];
}
