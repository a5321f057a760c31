using System.ComponentModel.DataAnnotations;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Cases;

/// <summary>Says that a case is solved, and how.</summary>
internal static class ResolveCase
{
    public static Task<Answer<CaseResponse>> Handle(
        IdOrNumber id,
        Body<ResolveCaseRequest> body,
        HttpContext http,
        CaseChange change,
        Work work,
        CancellationToken cancellationToken
    ) =>
        change.MoveAsync(
            id,
            http,
            resolved => resolved.Resolve(body.Value.Resolution, body.Value.ResolutionCode, work.Now),
            cancellationToken
        );
}

/// <summary>How the case was resolved: in words, by a code, or both.</summary>
internal sealed class ResolveCaseRequest
{
    [StringLength(4000)]
    [Example("Sent a new fuse.")]
    public string? Resolution { get; init; }

    /// <summary>A word of your own, by which resolutions can be counted.</summary>
    [StringLength(60)]
    [Example("replaced")]
    public string? ResolutionCode { get; init; }
}
