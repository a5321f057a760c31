using Crm.Api.Kernel;

namespace Crm.Api.Interactions;

/// <summary>One contact with a customer on any channel; the message of a case is one too, so that every contact is kept once.</summary>
internal sealed class Interaction : Record
{
    public Guid CustomerId { get; set; }

    public InteractionChannel Channel { get; set; }

    public InteractionDirection Direction { get; set; }

    /// <summary>The address or number that was used, as it was typed.</summary>
    public string? ContactPoint { get; set; }

    public string? Subject { get; set; }

    public string? Body { get; set; }

    public DateTimeOffset OccurredAt { get; set; }

    public int? DurationSeconds { get; set; }

    /// <summary>Who of ours it was.</summary>
    public Guid? UserId { get; set; }

    /// <summary>What came of it, in a word of the installation's.</summary>
    public string? Outcome { get; set; }

    /// <summary>The kind of record it is about; set together with <see cref="RegardingId"/>.</summary>
    public RecordKind? RegardingType { get; set; }

    public Guid? RegardingId { get; set; }

    public List<ExternalId<Interaction>> ExternalIds { get; } = [];

    /// <summary>Says when it took place; without a word, now.</summary>
    public void TookPlace(DateTimeOffset? at, DateTimeOffset now)
    {
        at?.CheckNotInFuture(now, "/occurredAt");
        if (at is not null || IsNew)
        {
            OccurredAt = at ?? now;
        }
    }
}

/// <summary>By what way a contact came about.</summary>
internal enum InteractionChannel
{
    Call,
    Email,
    Sms,
    Fax,
    Letter,
    Visit,
    Web,
    Chat,
    Note,
}

/// <summary>Who spoke: the customer to us, we to the customer, or we among ourselves.</summary>
internal enum InteractionDirection
{
    In,
    Out,
    Internal,
}
