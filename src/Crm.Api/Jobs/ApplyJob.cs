using System.ComponentModel.DataAnnotations;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs.Undo;
using Crm.Api.Kernel.Validation;

namespace Crm.Api.Jobs;

/// <summary>Which plan is to be applied.</summary>
internal sealed class ApplyRequest
{
    /// <summary>The plan that was looked at. Absent only for an import whose file is there and that was never planned.</summary>
    [StringLength(60)]
    [Example("plan_5f0c1d2b7a9e4c3d8b6a1f2e3d4c5b6a")]
    public string? PlanId { get; init; }

    /// <summary>Only for an undo: also take back what was changed again since, all of it.</summary>
    [Example(false)]
    public bool? Force { get; init; }

    /// <summary>Only for an undo: also take back what was changed again since, of these records.</summary>
    [MaxLength(UndoOptions.MaxForced)]
    public IReadOnlyList<Guid>? ForceRecords { get; init; }
}

/// <summary>Lets a job do what was planned, on behalf of whoever says so.</summary>
internal static class ApplyJob
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        Body<ApplyRequest> body,
        HttpContext http,
        Work work,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await work.LoadJobAsync(id, cancellationToken);
        work.Caller.CheckMay(job);
        job.BeginApply(body.Value.PlanId, work.Now);
        if (body.Value.Force == true || body.Value.ForceRecords is { Count: > 0 })
        {
            UndoOptions.Insist(job, body.Value.Force == true, body.Value.ForceRecords);
        }

        job.ActFor(work.Caller);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
