using System.ComponentModel.DataAnnotations;
using Crm.Api.Customers;
using Crm.Api.Http.Records;
using Crm.Api.Interactions;
using Crm.Api.Kernel.Validation;
using Crm.Api.Products;
using Crm.Api.Teams;
using Crm.Api.Users;

namespace Crm.Api.Cases;

/// <summary>A request or complaint, as it is written. Its state is moved by verbs of its own.</summary>
internal sealed class CaseForm
{
    [Required]
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }

    /// <summary>The person to talk to.</summary>
    [RefersTo("customers")]
    public Guid? ContactId { get; init; }

    [Required]
    [StringLength(300)]
    [Example("Printer is on fire")]
    public string? Subject { get; init; }

    [StringLength(20_000)]
    public string? Description { get; init; }

    /// <summary>By what way it reached us.</summary>
    [Example("email")]
    public InteractionChannel? Channel { get; init; }

    /// <summary>A word, or a path of words with slashes between them: <c>topic = "billing/*"</c> finds a whole branch.</summary>
    [StringLength(200)]
    [Example("hardware/printer")]
    public string? Topic { get; init; }

    /// <summary><c>normal</c> unless given.</summary>
    [Example("high")]
    public CasePriority? Priority { get; init; }

    [StringLength(60)]
    [Example("second level")]
    public string? Queue { get; init; }

    [RefersTo("teams")]
    public Guid? TeamId { get; init; }

    /// <summary>The user who works on it.</summary>
    [RefersTo("users")]
    public Guid? AssigneeId { get; init; }

    [RefersTo("products")]
    public Guid? ProductId { get; init; }

    /// <summary>Now unless given. Fixed once the case is there.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was answered first, if that happened elsewhere; a new time opens the case, and no time can be changed.</summary>
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>When it was resolved, if that happened elsewhere; a new time resolves the case, and needs a resolution.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it was closed, if that happened elsewhere; a new time closes the case, which must be resolved.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How it was resolved, in words.</summary>
    [StringLength(4000)]
    public string? Resolution { get; init; }

    /// <summary>How it was resolved, in a word of your own, by which it can be counted.</summary>
    [StringLength(60)]
    public string? ResolutionCode { get; init; }

    /// <summary>What other systems call this case; each is unique.</summary>
    [MaxLength(50)]
    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }
}

/// <summary>A request or complaint.</summary>
internal sealed class CaseResponse : RecordResponse
{
    [Required]
    [Example("C-000045")]
    public required string Number { get; init; }

    [Required]
    public required Guid CustomerId { get; init; }

    public Guid? ContactId { get; init; }

    [Required]
    [Example("Printer is on fire")]
    public required string Subject { get; init; }

    public string? Description { get; init; }

    [Example("email")]
    public InteractionChannel? Channel { get; init; }

    [Example("hardware/printer")]
    public string? Topic { get; init; }

    [Required]
    [Example("high")]
    public required CasePriority Priority { get; init; }

    [Example("second level")]
    public string? Queue { get; init; }

    public Guid? TeamId { get; init; }

    public Guid? AssigneeId { get; init; }

    public Guid? ProductId { get; init; }

    [Required]
    [Example("waiting")]
    public required CaseState State { get; init; }

    /// <summary>Whom it waits for, while it waits.</summary>
    [Example("customer")]
    public WaitingParty? WaitingFor { get; init; }

    /// <summary>Since when it has been in this state.</summary>
    [Required]
    [Example("2026-01-31T11:00:00Z")]
    public required DateTimeOffset StateSince { get; init; }

    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The first public answer of ours.</summary>
    [Example("2026-01-31T09:45:00Z")]
    public DateTimeOffset? FirstResponseAt { get; init; }

    /// <summary>Absent again once it is reopened.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Absent again once it is reopened.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    [Required]
    [Example(0)]
    public required int ReopenCount { get; init; }

    /// <summary>Seconds it has waited for others, without a wait that is still going on: add the time since <c>stateSince</c> for that.</summary>
    [Required]
    [Example(0)]
    public required long WaitingSeconds { get; init; }

    public string? Resolution { get; init; }

    public string? ResolutionCode { get; init; }

    /// <summary>Every state it came into, oldest first; pauses and business hours can be worked out from them.</summary>
    [Required]
    public required IReadOnlyList<CaseStepResponse> Steps { get; init; }

    public IReadOnlyList<ExternalIdForm>? ExternalIds { get; init; }

    /// <summary>The customer, when expanded.</summary>
    public CustomerResponse? Customer { get; set; }

    /// <summary>The person to talk to, when expanded.</summary>
    public CustomerResponse? Contact { get; set; }

    /// <summary>The user who works on it, when expanded.</summary>
    public UserResponse? Assignee { get; set; }

    /// <summary>The team, when expanded.</summary>
    public TeamResponse? Team { get; set; }

    /// <summary>The product, when expanded.</summary>
    public ProductResponse? Product { get; set; }
}

/// <summary>A state a case came into.</summary>
internal sealed class CaseStepResponse
{
    [Required]
    [Example("waiting")]
    public required CaseState State { get; init; }

    [Example("customer")]
    public WaitingParty? WaitingFor { get; init; }

    [Required]
    [Example("2026-01-31T11:00:00Z")]
    public required DateTimeOffset Time { get; init; }

    /// <summary>Why it was reopened.</summary>
    public string? Reason { get; init; }
}
