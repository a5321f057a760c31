using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Kernel.Validation;
using Crm.Api.Pipelines;
using Crm.Api.Users;

namespace Crm.Api.Opportunities;

/// <summary>A deal, as it is written.</summary>
internal sealed class OpportunityForm
{
    /// <summary>Made of the customer's and the first product's name unless given.</summary>
    [StringLength(200)]
    [Example("Cancity, GTX Plus Basic")]
    public string? Name { get; init; }

    [StringLength(4000)]
    public string? Description { get; init; }

    /// <summary>Who buys. May be unknown until the deal is won.</summary>
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    /// <summary>The person we talk to: a customer of kind <c>person</c>.</summary>
    [RefersTo("customers")]
    public Guid? ContactId { get; init; }

    /// <summary>The user whose deal it is.</summary>
    [RefersTo("users")]
    public Guid? OwnerId { get; init; }

    /// <summary>The default pipeline unless given.</summary>
    [RefersTo("pipelines")]
    public Guid? PipelineId { get; init; }

    /// <summary>
    /// The key or the name of the stage; unless given, where <c>stageMoves</c> end, or else the pipeline's first open stage. Another
    /// one than the present is a move, by the same rules.
    /// </summary>
    [StringLength(120)]
    [Example("engaging")]
    public string? Stage { get; init; }

    /// <summary>
    /// How it got there, for those who bring deals that began elsewhere: the whole way in order, not in the future. Without it the
    /// way begins now. The history of changes says in any case when this was told, and what was told before.
    /// </summary>
    [MaxLength(200)]
    public IReadOnlyList<StageMoveForm>? StageMoves { get; init; }

    /// <summary>When it was won or lost; now, unless given. Only in a closed stage.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What the deal is worth; wins over what the lines come to.</summary>
    public Money? Amount { get; init; }

    /// <summary>How likely it is to be won, in percent; the stage's unless given.</summary>
    [Range(0, 100)]
    [Example(45)]
    public decimal? Probability { get; init; }

    [Example("2026-03-31")]
    public DateOnly? ExpectedCloseDate { get; init; }

    /// <summary>Where the deal came from.</summary>
    [StringLength(60)]
    [Example("trade fair")]
    public string? Source { get; init; }

    /// <summary>All priced in one currency.</summary>
    [MaxLength(200)]
    public IReadOnlyList<OpportunityLineForm>? Lines { get; init; }

    /// <summary>Only in a won stage.</summary>
    [StringLength(OpportunityConfiguration.ReasonLength)]
    public string? WinReason { get; init; }

    /// <summary>Only in a lost stage.</summary>
    [StringLength(OpportunityConfiguration.ReasonLength)]
    public string? LossReason { get; init; }

    /// <summary>What other systems call this opportunity; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}

/// <summary>A stage the opportunity came into.</summary>
internal sealed class StageMoveForm
{
    /// <summary>The stage's key or name.</summary>
    [Required]
    [StringLength(120)]
    [Example("engaging")]
    public string? Stage { get; init; }

    [Required]
    [Example("2026-01-12T09:30:00Z")]
    public DateTimeOffset? OccurredAt { get; init; }

    [StringLength(OpportunityConfiguration.ReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>Something the deal is about.</summary>
internal sealed class OpportunityLineForm
{
    [RefersTo("products")]
    public Guid? ProductId { get; init; }

    /// <summary>Needed when there is no product.</summary>
    [StringLength(1000)]
    [Example("Installation on site")]
    public string? Description { get; init; }

    /// <summary>1 unless given; at most 4 decimals.</summary>
    [Example(1)]
    public decimal? Quantity { get; init; }

    /// <summary>What one of it costs; absent while nobody knows.</summary>
    public Money? UnitPrice { get; init; }

    /// <summary>0 unless given.</summary>
    [Range(0, 100)]
    [Example(5)]
    public decimal? DiscountPercent { get; init; }
}

/// <summary>A deal on its way through a pipeline, to be won or lost.</summary>
internal sealed class OpportunityResponse : RecordResponse
{
    [Required]
    [Example("OP-000045")]
    public required string Number { get; init; }

    [Required]
    [Example("Cancity, GTX Plus Basic")]
    public required string Name { get; init; }

    public string? Description { get; init; }

    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    [RefersTo("customers")]
    public Guid? ContactId { get; init; }

    [RefersTo("users")]
    public Guid? OwnerId { get; init; }

    [Required]
    [Example("019b76da-a800-7000-8000-000000000002")]
    [RefersTo("pipelines")]
    public required Guid PipelineId { get; init; }

    /// <summary>The key of the stage.</summary>
    [Required]
    [Example("engaging")]
    public required string Stage { get; init; }

    [Required]
    [Example("open")]
    public required StageKind StageKind { get; init; }

    /// <summary>When it came into its stage.</summary>
    [Required]
    [Example("2026-01-12T09:30:00Z")]
    public required DateTimeOffset StageTime { get; init; }

    /// <summary>Every stage it came into, in order.</summary>
    [Required]
    public required IReadOnlyList<StageEntryResponse> StageHistory { get; init; }

    /// <summary>When it was won or lost.</summary>
    public DateTimeOffset? CloseTime { get; init; }

    /// <summary>As written, or else what the lines come to; absent when no line has a price.</summary>
    public Money? Amount { get; init; }

    /// <summary>True when the amount was written rather than computed.</summary>
    [Required]
    public required bool AmountIsExplicit { get; init; }

    /// <summary>How likely it is to be won, in percent: as written, or else the stage's.</summary>
    [Required]
    [Example(30)]
    public required decimal Probability { get; init; }

    [Example("2026-03-31")]
    public DateOnly? ExpectedCloseDate { get; init; }

    [Example("trade fair")]
    public string? Source { get; init; }

    public IReadOnlyList<OpportunityLineResponse>? Lines { get; init; }

    public string? WinReason { get; init; }

    public string? LossReason { get; init; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }

    /// <summary>The customer, when expanded.</summary>
    public CustomerResponse? Customer { get; set; }

    /// <summary>The contact person, when expanded.</summary>
    public CustomerResponse? Contact { get; set; }

    /// <summary>The owner, when expanded.</summary>
    public UserResponse? Owner { get; set; }

    /// <summary>The pipeline, when expanded.</summary>
    public PipelineResponse? Pipeline { get; set; }
}

/// <summary>That the opportunity was in a stage.</summary>
internal sealed class StageEntryResponse
{
    [Required]
    [Example("engaging")]
    public required string Stage { get; init; }

    [Required]
    [Example("2026-01-12T09:30:00Z")]
    public required DateTimeOffset EnteredTime { get; init; }

    /// <summary>Absent while it is there.</summary>
    [Example("2026-01-20T10:00:00Z")]
    public DateTimeOffset? LeftTime { get; init; }

    /// <summary>How long it was there, as an ISO 8601 duration; absent while it is there.</summary>
    [Example("P8DT30M")]
    public string? Duration { get; init; }

    /// <summary>Why it came here; of a closed stage, why it was won or lost.</summary>
    public string? Reason { get; init; }
}

/// <summary>Something the deal is about.</summary>
internal sealed class OpportunityLineResponse
{
    [RefersTo("products")]
    public Guid? ProductId { get; init; }

    public string? Description { get; init; }

    [Required]
    [Example(1)]
    public required decimal Quantity { get; init; }

    public Money? UnitPrice { get; init; }

    [Required]
    [Example(5)]
    public required decimal DiscountPercent { get; init; }

    /// <summary>
    /// Quantity times unit price less the discount, each rounded to the currency's minor unit, half away from zero; absent without a
    /// price.
    /// </summary>
    public Money? Total { get; init; }
}

/// <summary>Where an opportunity goes.</summary>
internal sealed class MoveRequest
{
    /// <summary>The key or the name of the stage.</summary>
    [Required]
    [StringLength(120)]
    [Example("won")]
    public string? Stage { get; init; }

    /// <summary>Why; into a closed stage, why it was won or lost.</summary>
    [StringLength(OpportunityConfiguration.ReasonLength)]
    [Example("best price")]
    public string? Reason { get; init; }

    /// <summary>When it happened, if not just now; not before it came into its present stage.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>Where a closed opportunity goes back to.</summary>
internal sealed class ReopenRequest
{
    /// <summary>The key or the name of an open stage; the last open one it was in unless given.</summary>
    [StringLength(120)]
    [Example("proposal")]
    public string? Stage { get; init; }

    [StringLength(OpportunityConfiguration.ReasonLength)]
    [Example("the order was cancelled")]
    public string? Reason { get; init; }

    /// <summary>When it happened, if not just now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
