using System.ComponentModel.DataAnnotations;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Cases;

/// <summary>Says that it is somebody else's turn.</summary>
internal static class LetCaseWait
{
    public static Task<Answer<CaseResponse>> Handle(
        IdOrNumber id,
        Body<CaseWaitRequest> body,
        HttpContext http,
        CaseChange change,
        Work work,
        CancellationToken cancellationToken
    ) =>
        change.MoveAsync(
            id,
            http,
            waiting => waiting.WaitFor(body.Value.WaitingFor!.Value, work.Now),
            cancellationToken
        );
}

/// <summary>Whom the case waits for.</summary>
internal sealed class CaseWaitRequest
{
    [Required]
    [Example("customer")]
    public WaitingParty? WaitingFor { get; init; }
}
