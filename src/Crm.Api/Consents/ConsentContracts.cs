using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;
using Crm.Api.Outreach;

namespace Crm.Api.Consents;

/// <summary>What somebody said about being written to.</summary>
internal sealed class ConsentForm
{
    [Required]
    [Example("email")]
    public OutreachChannel? Channel { get; init; }

    /// <summary>Where; consent belongs to an address, whoever it is of. It is compared in the form in which contact points are.</summary>
    [Required]
    [StringLength(OutreachAddress.MaxLength)]
    [Example("ada@acme.example")]
    public string? Address { get; init; }

    /// <summary>What about.</summary>
    [Required]
    [RegularExpression(OutreachPurpose.Pattern)]
    [Example("newsletter")]
    public string? Purpose { get; init; }

    [Required]
    [Example("granted")]
    public ConsentWord? State { get; init; }

    /// <summary>When it was said; now, unless given. What was said later counts, whatever is recorded later.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? Time { get; init; }

    /// <summary>By what way it came.</summary>
    [StringLength(120)]
    [Example("web form")]
    public string? Source { get; init; }

    /// <summary>What proves it: the words that were agreed to, a link, the number of a call.</summary>
    [StringLength(2000)]
    [Example("Ticked 'Send me news' on /signup, from 203.0.113.7")]
    public string? Evidence { get; init; }

    /// <summary>Who said it, if known.</summary>
    [RefersTo("customers")]
    public Guid? CustomerId { get; init; }
}

/// <summary>Something that was said once about being written to. It is never changed; <c>createTime</c> is when it was recorded.</summary>
internal sealed class ConsentResponse : RecordResponse
{
    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    [Required]
    [Example("ada@acme.example")]
    public required string Address { get; init; }

    [Required]
    [Example("newsletter")]
    public required string Purpose { get; init; }

    [Required]
    [Example("granted")]
    public required ConsentWord State { get; init; }

    /// <summary>When it was said.</summary>
    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset Time { get; init; }

    [Example("web form")]
    public string? Source { get; init; }

    [Example("Ticked 'Send me news' on /signup, from 203.0.113.7")]
    public string? Evidence { get; init; }

    public Guid? CustomerId { get; init; }
}

/// <summary>Several things that were said, all to be recorded or none.</summary>
internal sealed class RecordConsentsRequest
{
    [Required]
    [MinLength(1)]
    [MaxLength(RecordConsents.Most)]
    public IReadOnlyList<ConsentForm>? Events { get; init; }
}

/// <summary>What was recorded, in the order it was sent.</summary>
internal sealed class RecordConsentsResponse
{
    [Required]
    public required IReadOnlyList<ConsentResponse> Events { get; init; }
}

/// <summary>What holds for an address.</summary>
internal sealed class ConsentStatesResponse
{
    [Required]
    [Example("email")]
    public required OutreachChannel Channel { get; init; }

    /// <summary>As it was asked for.</summary>
    [Required]
    [Example("ada@acme.example")]
    public required string Address { get; init; }

    /// <summary>One for each purpose that something was said about; of any other, nobody has said yes or no.</summary>
    [Required]
    public required IReadOnlyList<ConsentStateResponse> States { get; init; }
}

/// <summary>What holds for an address and a purpose.</summary>
internal sealed class ConsentStateResponse
{
    [Required]
    [Example("newsletter")]
    public required string Purpose { get; init; }

    [Required]
    [Example("granted")]
    public required ConsentWord State { get; init; }

    /// <summary>When the word that counts was said.</summary>
    [Required]
    [Example("2026-01-31T09:30:00Z")]
    public required DateTimeOffset Since { get; init; }

    /// <summary>The consent that says so.</summary>
    [Required]
    public required Guid EventId { get; init; }
}
