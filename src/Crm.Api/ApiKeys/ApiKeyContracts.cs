using System.ComponentModel.DataAnnotations;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.ApiKeys;

/// <summary>A credential of a program.</summary>
internal sealed class ApiKeyForm
{
    /// <summary>Who or what uses it.</summary>
    [Required]
    [StringLength(120)]
    [Example("nightly import")]
    public string? Name { get; init; }

    /// <summary><c>resource:verb</c>, where <c>*</c> stands for any; no more than the caller's own key may do.</summary>
    [Required]
    [MinLength(1)]
    [MaxLength(100)]
    [Example("customers:read")]
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>From then on the key is refused; absent: never.</summary>
    [Example("2027-01-31T00:00:00Z")]
    public DateTimeOffset? ExpireTime { get; init; }
}

/// <summary>A credential of a program, without its secret.</summary>
internal sealed class ApiKeyResponse : RecordResponse
{
    [Required]
    [Example("nightly import")]
    public required string Name { get; init; }

    /// <summary>The first letters of the key, to recognise it by.</summary>
    [Required]
    [Example("crm_live_x7Qz")]
    public required string Prefix { get; init; }

    [Required]
    [Example("customers:read")]
    public required IReadOnlyList<string> Scopes { get; init; }

    public DateTimeOffset? ExpireTime { get; init; }

    /// <summary>When it was last used, written about once a minute; absent until then.</summary>
    public DateTimeOffset? LastUseTime { get; init; }

    /// <summary>The key itself; only in the answer that made it.</summary>
    public string? Key { get; init; }
}
