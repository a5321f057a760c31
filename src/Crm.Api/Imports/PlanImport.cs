using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Imports;

/// <summary>Has a file read that is there, to see what importing it would come to.</summary>
internal static class PlanImport
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        JobResource resource,
        JobRunner runner,
        CancellationToken cancellationToken
    )
    {
        var job = await work.LoadJobAsync(id, cancellationToken);
        work.Caller.CheckWrite(job.Resource);
        job.BeginPlan(work.Now);
        await work
            .Db.Set<LedgerChunk>()
            .Where(chunk => chunk.JobId == job.Id && chunk.Kind == LedgerKind.Plan)
            .ExecuteDeleteAsync(cancellationToken);
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(resource.ToResponse(job), $"/v1/jobs/{job.Id}");
    }
}
