using System.ComponentModel.DataAnnotations;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Cases;

/// <summary>Takes a resolved or closed case up again.</summary>
internal static class ReopenCase
{
    public static Task<Answer<CaseResponse>> Handle(
        IdOrNumber id,
        Body<ReopenCaseRequest> body,
        HttpContext http,
        CaseChange change,
        Work work,
        CancellationToken cancellationToken
    ) => change.MoveAsync(id, http, reopened => reopened.Reopen(body.Value.Reason!, work.Now), cancellationToken);
}

/// <summary>Why it is taken up again.</summary>
internal sealed class ReopenCaseRequest
{
    [Required]
    [StringLength(1000)]
    [Example("The new fuse blew as well.")]
    public string? Reason { get; init; }
}
