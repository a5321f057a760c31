using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.DedupeRuns;

/// <summary>Has the customers that are one looked for in the background.</summary>
internal static class CreateDedupeRun
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<DedupeRunOptions> body,
        HttpContext http,
        Work work,
        DedupeRunStart start,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await start.StartAsync(body.Value, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
