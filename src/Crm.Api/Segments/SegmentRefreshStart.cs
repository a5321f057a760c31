using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Schedules;

namespace Crm.Api.Segments;

/// <summary>Checks what can be seen to be wrong with a refresh at once, and makes its job.</summary>
internal sealed class SegmentRefreshStart(SegmentResource segments) : ScheduledStart<SegmentRefreshOptions>
{
    public override async Task CheckAsync(SegmentRefreshOptions options, Work work, CancellationToken cancellationToken)
    {
        work.Caller.CheckWrite(segments.Plural);
        await References.CheckAsync<Segment>(work, null, options.SegmentId, "/segmentId", cancellationToken);
    }

    public override async Task<Job> StartAsync(
        SegmentRefreshOptions options,
        Work work,
        CancellationToken cancellationToken
    )
    {
        await CheckAsync(options, work, cancellationToken);
        var asked = JsonSerializer.Serialize(options, Json.TypeInfo<SegmentRefreshOptions>());
        var job = JobDesk.Open(JobKind.SegmentRefresh, segments.Plural, asked, JobState.Running, work);
        job.StartTime = work.Now;
        return job;
    }
}
