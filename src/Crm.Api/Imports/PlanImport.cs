using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

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
        var job = await work.LoadImportAsync(id, cancellationToken);
        job.BeginPlan(work.Now);
        await new JobLedger(work.Db).RemoveAsync(job.Id, LedgerKind.Plan, cancellationToken);
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(resource.ToResponse(job), $"/v1/jobs/{job.Id}");
    }
}
