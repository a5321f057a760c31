using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Users;

namespace Crm.Api.Interactions;

/// <summary>A contact with a customer, as it is written.</summary>
internal sealed class InteractionForm
{
    /// <summary>The customer it was with.</summary>
    [Required]
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    [Required]
    [Example("call")]
    public InteractionChannel? Channel { get; init; }

    /// <summary><c>in</c>: the customer to us. <c>out</c>: we to the customer. <c>internal</c>: we among ourselves.</summary>
    [Required]
    [Example("in")]
    public InteractionDirection? Direction { get; init; }

    /// <summary>The address or number that was used.</summary>
    [StringLength(InteractionConfiguration.ContactLength)]
    [Example("+1 212 555 0100")]
    public string? ContactPoint { get; init; }

    [StringLength(InteractionConfiguration.SubjectLength)]
    [Example("Asked for a delivery date")]
    public string? Subject { get; init; }

    /// <summary>What was said or written, as plain text.</summary>
    [StringLength(InteractionConfiguration.BodyLength)]
    public string? Body { get; init; }

    /// <summary>Now unless given; five minutes ahead at most, since clocks differ.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>How long a call or visit took.</summary>
    [Range(0, 30 * 24 * 60 * 60)]
    [Example(240)]
    public int? DurationSeconds { get; init; }

    /// <summary>Who of ours it was.</summary>
    [RefersTo("users")]
    public Guid? UserId { get; init; }

    /// <summary>What came of it, in a word of your own.</summary>
    [StringLength(60)]
    [Example("callback")]
    public string? Outcome { get; init; }

    /// <summary>The record it is about. One about a case is among the messages of that case.</summary>
    public RegardingForm? Regarding { get; init; }

    /// <summary>What other systems call it, such as the Message-ID of an e-mail; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}

/// <summary>A record of any kind.</summary>
internal sealed class RegardingForm
{
    [Required]
    [Example("case")]
    public RecordKind? Type { get; init; }

    [Required]
    public Guid? Id { get; init; }
}

/// <summary>A contact with a customer.</summary>
internal sealed class InteractionResponse : RecordResponse
{
    [Required]
    public required Guid CustomerId { get; init; }

    [Required]
    [Example("call")]
    public required InteractionChannel Channel { get; init; }

    [Required]
    [Example("in")]
    public required InteractionDirection Direction { get; init; }

    [Example("+1 212 555 0100")]
    public string? ContactPoint { get; init; }

    [Example("Asked for a delivery date")]
    public string? Subject { get; init; }

    public string? Body { get; init; }

    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset OccurredAt { get; init; }

    [Example(240)]
    public int? DurationSeconds { get; init; }

    public Guid? UserId { get; init; }

    [Example("callback")]
    public string? Outcome { get; init; }

    public RegardingForm? Regarding { get; init; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }

    /// <summary>The customer it was with, when expanded.</summary>
    public CustomerResponse? Customer { get; set; }

    /// <summary>Who of ours it was, when expanded.</summary>
    public UserResponse? User { get; set; }
}
