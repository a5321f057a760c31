using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Jobs;

/// <summary>Cancels a job; a running one stops before its next chunk.</summary>
internal static class CancelJob
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        Work work,
        JobResource resource,
        CancellationToken cancellationToken
    )
    {
        var job = await work.LoadJobAsync(id, cancellationToken);
        job.Cancel(work.Now);
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(job), EntityTags.Of(job));
    }
}
