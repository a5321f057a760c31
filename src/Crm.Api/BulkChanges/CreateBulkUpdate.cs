using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.BulkChanges;

/// <summary>Has the same change to many records planned.</summary>
internal static class CreateBulkUpdate
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<BulkUpdateRequest> body,
        HttpContext http,
        Work work,
        BulkUpdateStart start,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await start.StartAsync(body.Value, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
