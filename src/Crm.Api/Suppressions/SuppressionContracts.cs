using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Outreach;

namespace Crm.Api.Suppressions;

/// <summary>An address that must not be written to, as it is written.</summary>
internal sealed class SuppressionForm
{
    [Required]
    [Example("email")]
    public OutreachChannel? Channel { get; init; }

    /// <summary>In any way it may be written. Absent only where the person was erased.</summary>
    [StringLength(OutreachAddress.MaxLength)]
    [Example("ada@acme.example")]
    public string? Address { get; init; }

    /// <summary>What must not be written about; absent: nothing may be.</summary>
    [RegularExpression(OutreachPurpose.Pattern)]
    [Example("newsletter")]
    public string? Purpose { get; init; }

    /// <summary>Each reason has a suppression of its own: mending one leaves the others.</summary>
    [Required]
    [Example("unsubscribed")]
    public SuppressionReason? Reason { get; init; }

    /// <summary>By what way it came.</summary>
    [StringLength(120)]
    [Example("letter")]
    public string? Source { get; init; }

    [StringLength(1000)]
    [Example("Called us twice about it")]
    public string? Note { get; init; }

    /// <summary>From when on it no longer counts; absent: it always does.</summary>
    [Example("2027-01-31T00:00:00Z")]
    public DateTimeOffset? ExpireTime { get; init; }
}

/// <summary>An address that must not be written to, and why.</summary>
internal sealed class SuppressionResponse : RecordResponse
{
    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    /// <summary>As given; absent once the person was erased, whose address is still recognised.</summary>
    [Example("ada@acme.example")]
    public string? Address { get; init; }

    /// <summary>What must not be written about; absent: nothing may be.</summary>
    [Example("newsletter")]
    public string? Purpose { get; init; }

    [Required]
    [Example("unsubscribed")]
    public required SuppressionReason Reason { get; init; }

    [Example("letter")]
    public string? Source { get; init; }

    [Example("Called us twice about it")]
    public string? Note { get; init; }

    [Example("2027-01-31T00:00:00Z")]
    public DateTimeOffset? ExpireTime { get; init; }
}

/// <summary>Whether an address may be written to, as far as the list says.</summary>
internal sealed class SuppressionCheckResponse
{
    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    /// <summary>As it was asked for.</summary>
    [Required]
    [Example("ada@acme.example")]
    public required string Address { get; init; }

    /// <summary>True when something on the list holds now: for the purpose asked for, or, without one, for any.</summary>
    [Required]
    [Example(true)]
    public required bool IsSuppressed { get; init; }

    /// <summary>What holds now.</summary>
    [Required]
    public required IReadOnlyList<SuppressionResponse> Suppressions { get; init; }
}
