using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Jobs;

/// <summary>Pauses a job: it stops before its next chunk and keeps what it has done.</summary>
internal static class PauseJob
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        Work work,
        JobResource resource,
        CancellationToken cancellationToken
    )
    {
        var job = await work.LoadJobAsync(id, cancellationToken);
        job.Pause();
        await work.Db.SaveChangesAsync(cancellationToken);
        return Answer.Ok(resource.ToResponse(job), EntityTags.Of(job));
    }
}
