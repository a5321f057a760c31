using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Merges;

/// <summary>Has many merges planned.</summary>
internal static class CreateBulkMerge
{
    public static Task<Answer<JobResponse>> Handle(
        Body<BulkMergeRequest> body,
        HttpContext http,
        Work work,
        JobDesk desk,
        CancellationToken cancellationToken
    ) => desk.AcceptAsync(BulkMergeStart.Start(body.Value, work), work, http, cancellationToken);
}
