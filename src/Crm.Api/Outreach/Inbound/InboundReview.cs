using Crm.Api.Kernel;

namespace Crm.Api.Outreach.Inbound;

/// <summary>A mail that came back and waits for a person to look at it, since nothing is guessed.</summary>
internal sealed class InboundReview : Record
{
    public const int BeginningLength = 8000;

    public InboundKind Kind { get; set; }

    /// <summary>Why nothing was done about it.</summary>
    public string Reason { get; set; } = "";

    public string? Status { get; set; }

    public string? Diagnostic { get; set; }

    public Guid? MessageId { get; set; }

    /// <summary>SHA-256 of the mail, so that it is kept once.</summary>
    public string Hash { get; set; } = "";

    public long Size { get; set; }

    public string Beginning { get; set; } = "";
}
