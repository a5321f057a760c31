namespace Crm.Mail.Reports;

/// <summary>What was understood of a mail that came back.</summary>
public sealed record Report
{
    public required ReportKind Kind { get; init; }

    /// <summary>Why it is of that kind, or why it is unclear; without anything of a person.</summary>
    public required string Reason { get; init; }

    /// <summary>Tokens that may say which of our mails it is about, the surest first, each once.</summary>
    public IReadOnlyList<FoundToken> Tokens { get; init; } = [];

    /// <summary>The Message-ID of our mail, without angle brackets.</summary>
    public string? OriginalMessageId { get; init; }

    /// <summary>The address our mail was for, as it was given to the first server.</summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>The address our mail ended at, which may be another after forwarding.</summary>
    public string? FinalRecipient { get; init; }

    /// <summary>RFC 3464's Action, in lower case.</summary>
    public string? Action { get; init; }

    /// <summary>RFC 3463's status code, such as 5.1.1.</summary>
    public string? Status { get; init; }

    /// <summary>What the refusing server said.</summary>
    public string? Diagnostic { get; init; }

    /// <summary>RFC 5965's Feedback-Type, in lower case.</summary>
    public string? FeedbackType { get; init; }

    /// <summary>The address that the report or answer says it is from.</summary>
    public string? From { get; init; }

    public string? FromName { get; init; }

    public string? Subject { get; init; }

    /// <summary>Its own Message-ID, without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Its plain text, or the beginning of it.</summary>
    public string? Text { get; init; }
}
