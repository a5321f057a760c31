using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Merges;

/// <summary>Has many merges planned.</summary>
internal static class CreateBulkMerge
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<BulkMergeRequest> body,
        HttpContext http,
        Work work,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await BulkMergeStart.StartAsync(body.Value, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
