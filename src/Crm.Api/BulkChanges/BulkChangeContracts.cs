using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Crm.Api.Filters;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.BulkChanges;

/// <summary>Which records a bulk change is about.</summary>
internal abstract class BulkChangeRequest
{
    /// <summary>The kind of record, as in paths.</summary>
    [Required]
    [StringLength(60)]
    [Example("customers")]
    public string? Resource { get; init; }

    /// <summary>Which of them: AIP-160, as in lists. Needed unless `all` is said.</summary>
    [StringLength(FilterLimits.Length)]
    [Example("createTime < 2026-01-01")]
    public string? Filter { get; init; }

    /// <summary>True, and no filter: all of them.</summary>
    public bool? All { get; init; }

    /// <summary>IANA time zone in which the days of the filter begin and end; the installation's by default.</summary>
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }
}

/// <summary>The same change to many records.</summary>
internal sealed class BulkUpdateRequest : BulkChangeRequest
{
    /// <summary>Merge patch for each, RFC 7396: absent fields stay, null clears.</summary>
    [Required]
    public JsonObject? Patch { get; init; }

    /// <summary>What lists of the patch, such as tags, do to the stored ones: take their place, unless given, or join them.</summary>
    [Example("append")]
    public ListMerge? MultiValue { get; init; }
}

/// <summary>Many records that are to go into the trash.</summary>
internal sealed class BulkDeleteRequest : BulkChangeRequest;
