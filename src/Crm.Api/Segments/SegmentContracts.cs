using System.ComponentModel.DataAnnotations;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Segments;

/// <summary>A segment of customers, as it is written.</summary>
internal sealed class SegmentForm
{
    /// <summary>Unique.</summary>
    [Required]
    [StringLength(120)]
    [Example("Won and address invalid")]
    public string? Name { get; init; }

    [StringLength(1000)]
    [Example("Winners of the summer prize whom no letter reaches")]
    public string? Description { get; init; }

    /// <summary><c>rule</c>: whoever the filter finds; <c>list</c>: whoever is put onto it. Cannot be changed later.</summary>
    [Required]
    [Example("rule")]
    public SegmentKind? Kind { get; init; }

    /// <summary>Of a rule: which customers, as for their list. Checked when written, with the scopes of who writes it.</summary>
    [StringLength(FilterLimits.Length)]
    [Example("tags:winner AND addresses.any(isPrimary = true AND isValid = false)")]
    public string? Filter { get; init; }

    /// <summary>IANA time zone in which the days of the filter begin and end; the installation's, or the user's of the segment, unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }
}

/// <summary>A segment of customers.</summary>
internal sealed class SegmentResponse : RecordResponse
{
    [Required]
    [Example("Won and address invalid")]
    public required string Name { get; init; }

    [Example("Winners of the summer prize whom no letter reaches")]
    public string? Description { get; init; }

    [Required]
    [Example("rule")]
    public required SegmentKind Kind { get; init; }

    [Example("tags:winner AND addresses.any(isPrimary = true AND isValid = false)")]
    public string? Filter { get; init; }

    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }

    /// <summary>How many members a list has, and a rule had at <c>refreshTime</c>.</summary>
    [Example(4211)]
    public long? MemberCount { get; init; }

    /// <summary>When the members of a rule were last written down, those of a list last counted.</summary>
    [Example("2026-01-31T09:30:00Z")]
    public DateTimeOffset? RefreshTime { get; init; }
}

/// <summary>Which customers a segment would have.</summary>
internal sealed class SegmentPreviewRequest
{
    /// <summary>Segments, one of which they are in; absent: everybody.</summary>
    [MaxLength(20)]
    [RefersTo("segments")]
    public IReadOnlyList<Guid>? Include { get; init; }

    /// <summary>Segments none of which they are in.</summary>
    [MaxLength(20)]
    [RefersTo("segments")]
    public IReadOnlyList<Guid>? Exclude { get; init; }

    /// <summary>What else must be so, as for the list of customers.</summary>
    [StringLength(FilterLimits.Length)]
    [Example("birthday = today() AND NOT lastOrderAt > 2023-01-31")]
    public string? Filter { get; init; }

    /// <summary>IANA time zone in which the days of filters begin and end where a segment says nothing else; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }

    /// <summary>How many customers to show; 10 unless given.</summary>
    [Range(0, PreviewSegment.MostShown)]
    [Example(10)]
    public int? SampleSize { get; init; }
}

/// <summary>Who is in a segment now.</summary>
internal sealed class SegmentPreviewResponse
{
    [Required]
    [Example(4211)]
    public required long Count { get; init; }

    /// <summary>Some of them, always the same as long as nothing changes.</summary>
    [Required]
    public required IReadOnlyList<SampledCustomer> Sample { get; init; }
}

/// <summary>A customer as far as it takes to recognise one.</summary>
internal sealed class SampledCustomer
{
    [Required]
    public required Guid Id { get; init; }

    [Required]
    [Example("CU-000001")]
    public required string Number { get; init; }

    [Required]
    [Example("Ada Lovelace")]
    public required string Name { get; init; }
}

/// <summary>Customers to put onto a list, and to take off it.</summary>
internal sealed class ChangeSegmentMembersRequest
{
    [MaxLength(ChangeSegmentMembers.Most)]
    [RefersTo("customers")]
    [Example("019b76da-a800-7000-8000-000000000001")]
    public IReadOnlyList<Guid>? Add { get; init; }

    /// <summary>Those who are not on it are no mistake.</summary>
    [MaxLength(ChangeSegmentMembers.Most)]
    [RefersTo("customers")]
    public IReadOnlyList<Guid>? Remove { get; init; }
}

/// <summary>What became of the list.</summary>
internal sealed class ChangeSegmentMembersResponse
{
    /// <summary>Those who were not on it before.</summary>
    [Required]
    [Example(2)]
    public required int Added { get; init; }

    [Required]
    [Example(1)]
    public required int Removed { get; init; }

    /// <summary>How many are on it now.</summary>
    [Required]
    [Example(4213)]
    public required long MemberCount { get; init; }
}
