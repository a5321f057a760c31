using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Segments;

/// <summary>Has the members of a segment written down anew in the background.</summary>
internal static class RefreshSegment
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        SegmentRefreshStart start,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var segment =
            await id.FindAsync(work.Query<Segment>(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("segment", id.Text));
        var job = await start.StartAsync(new SegmentRefreshOptions { SegmentId = segment.Id }, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
