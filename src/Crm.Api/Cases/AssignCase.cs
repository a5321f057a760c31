using System.ComponentModel.DataAnnotations;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Cases;

/// <summary>Gives a case to a user, a team or a queue.</summary>
internal static class AssignCase
{
    public static async Task<Answer<CaseResponse>> Handle(
        IdOrNumber id,
        Body<AssignCaseRequest> body,
        HttpContext http,
        CaseChange change,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        if (request is { AssigneeId: null, TeamId: null, Queue: null })
        {
            throw new ProblemException(
                Problem.Malformed("/assigneeId", "required", "Say who gets it: assigneeId, teamId or queue.")
            );
        }

        var assigned = await change.LoadAsync(id, http, cancellationToken);
        var (assigneeId, teamId) = (request.AssigneeId ?? assigned.AssigneeId, request.TeamId ?? assigned.TeamId);
        await CaseResource.CheckAssignmentAsync(assigned, assigneeId, teamId, work, cancellationToken);
        assigned.AssignTo(assigneeId, teamId, request.Queue ?? assigned.Queue);
        return await change.SaveAsync(assigned, cancellationToken);
    }
}

/// <summary>Who gets the case; what is absent stays as it is.</summary>
internal sealed class AssignCaseRequest
{
    [RefersTo("users")]
    public Guid? AssigneeId { get; init; }

    [RefersTo("teams")]
    public Guid? TeamId { get; init; }

    [StringLength(60)]
    [Example("second level")]
    public string? Queue { get; init; }
}
