using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.BulkChanges;

/// <summary>Has it planned to put many records into the trash.</summary>
internal static class CreateBulkDelete
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<BulkDeleteRequest> body,
        HttpContext http,
        Work work,
        BulkDeleteStart start,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await start.StartAsync(body.Value, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
