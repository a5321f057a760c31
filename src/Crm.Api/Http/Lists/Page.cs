using System.ComponentModel.DataAnnotations;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Http.Lists;

/// <summary>One page of a list.</summary>
internal sealed class Page<TResponse>
{
    /// <summary>May be fewer than asked for, even none, and there may still be a next page.</summary>
    [Required]
    public required IReadOnlyList<TResponse> Items { get; init; }

    /// <summary>Send it as <c>pageToken</c>, with everything else unchanged; absent on the last page.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>How many there are on all pages, when <c>includeTotal=true</c> asked for it.</summary>
    [Example(85)]
    public long? TotalSize { get; init; }
}
