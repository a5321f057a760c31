using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Jobs;

/// <summary>Lets a paused job go on where it stopped.</summary>
internal static class ResumeJob
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
        job.Resume();
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Ok(resource.ToResponse(job), EntityTags.Of(job));
    }
}
