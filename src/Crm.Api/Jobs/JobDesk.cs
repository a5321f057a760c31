using Crm.Api.Data;
using Crm.Api.Http;

namespace Crm.Api.Jobs;

/// <summary>Where jobs are handed in.</summary>
internal sealed class JobDesk(JobResource resource, JobRunner runner)
{
    /// <summary>A job of this unit of work, to act on behalf of its caller.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="target">The kind of record it works on, as in paths.</param>
    /// <param name="options">What was asked, as JSON.</param>
    /// <param name="state">Where it begins.</param>
    /// <param name="work">The unit of work, to be saved by <see cref="AcceptAsync"/>.</param>
    public static Job Open(JobKind kind, string target, string options, JobState state, Work work)
    {
        var job = new Job
        {
            Id = work.NewId(),
            Kind = kind,
            State = state,
            Resource = target,
            Options = options,
        };
        job.ActFor(work.Caller);
        work.Db.Add(job);
        return job;
    }

    /// <summary>Saves the job as it is now, and has it looked at once the answer has left.</summary>
    public async Task<Answer<JobResponse>> AcceptAsync(
        Job job,
        Work work,
        HttpContext http,
        CancellationToken cancellationToken
    )
    {
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(resource.ToResponse(job), $"/v1/jobs/{job.Id}");
    }
}
