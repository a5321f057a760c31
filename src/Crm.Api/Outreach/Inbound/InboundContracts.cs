using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Outreach.Inbound;

/// <summary>What a mail that came back was, and what was done about it.</summary>
internal sealed record InboundResponse
{
    [Required]
    [Example("hardBounce")]
    public required InboundKind Kind { get; init; }

    /// <summary>Why it is of that kind, or why it is unclear.</summary>
    [Required]
    [Example("It cannot be delivered (5.1.1).")]
    public required string Reason { get; init; }

    /// <summary>The message it is about; absent when it names none that is ours.</summary>
    [Example("019b76da-a800-7000-8000-000000000001")]
    public Guid? MessageId { get; init; }

    [Example("019b76da-a800-7000-8000-000000000001")]
    public Guid? CampaignId { get; init; }

    /// <summary>Where it is kept for a person to look at; absent when nobody has to.</summary>
    public Guid? ReviewId { get; init; }

    /// <summary>What it changed; nothing when it came before.</summary>
    [Required]
    public required IReadOnlyList<InboundEffect> Effects { get; init; }
}

/// <summary>Something that a mail that came back has changed.</summary>
internal enum InboundEffect
{
    BounceNoted,
    SoftBounceCounted,
    ComplaintNoted,
    OptOutNoted,
    ReplyNoted,
    AddressSuppressed,
    ContactPointInvalid,
    ConsentWithdrawn,
    InteractionCreated,
    KeptForReview,
}

/// <summary>Nothing can be written to it; it comes about by a mail.</summary>
internal sealed class InboundReviewForm;

/// <summary>A mail that came back and that nobody but a person can tell what to do about.</summary>
internal sealed class InboundReviewResponse : RecordResponse
{
    /// <summary>What it seems to be.</summary>
    [Required]
    [Example("unclear")]
    public required InboundKind Kind { get; init; }

    /// <summary>Why nothing was done about it.</summary>
    [Required]
    [Example("The report does not say what became of it.")]
    public required string Reason { get; init; }

    /// <summary>The status code that it reports.</summary>
    [Example("5.1.1")]
    public string? Status { get; init; }

    /// <summary>What the refusing server said.</summary>
    [Example("550 no such user")]
    public string? Diagnostic { get; init; }

    /// <summary>The message it is about, if it names one of ours.</summary>
    [Example("019b76da-a800-7000-8000-000000000001")]
    public Guid? MessageId { get; init; }

    /// <summary>How many bytes the mail had.</summary>
    [Required]
    [Example(4711)]
    public required long Size { get; init; }

    /// <summary>Its first 8,000 bytes, as text.</summary>
    [Required]
    [Example("From: MAILER-DAEMON@example.com\r\nSubject: Undelivered")]
    public required string Beginning { get; init; }
}
