using System.Globalization;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs;

/// <summary>Reads a job, waiting for its end or another state if asked to.</summary>
internal static class GetJob
{
    private const int MaxWaitSeconds = 60;
    private const string RetrySeconds = "1";

    public static readonly QueryParameter Wait = new(
        "wait",
        QueryParameterType.Whole,
        $"Seconds to wait for the job's end or another state, {MaxWaitSeconds} at most.",
        30
    );

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        JobResource resource,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var seconds = int.TryParse(http.Request.Query["wait"], CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        // Waiting is about the caller's patience, so it goes by the machine's clock even when the service's is virtual.
        var patience = Environment.TickCount64 + (Math.Min(seconds, MaxWaitSeconds) * 1000L);
        JobState? before = null;
        while (true)
        {
            var job =
                await id.FindAsync(resource.WithParts(work.Query<Job>()).AsNoTracking(), cancellationToken)
                ?? throw new ProblemException(Problem.NotFound(resource.Kind, id.Text));
            before ??= job.State;
            var mayChangeByItself = job.IsUnderWay || job.State == JobState.Paused;
            if (!mayChangeByItself || job.State != before || Environment.TickCount64 >= patience)
            {
                if (job.IsUnderWay)
                {
                    http.Response.Headers.RetryAfter = RetrySeconds;
                }

                return Answer.Ok(resource.ToResponse(job), EntityTags.Of(job));
            }

            await Task.Delay(Step, cancellationToken);
        }
    }
}
