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
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await work.LoadImportAsync(id, cancellationToken);
        job.BeginPlan(work.Now);
        await new JobLedger(work.Db).RemoveAsync(job.Id, LedgerKind.Plan, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
