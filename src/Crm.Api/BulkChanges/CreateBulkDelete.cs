using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;

namespace Crm.Api.BulkChanges;

/// <summary>Has it planned to put many records into the trash.</summary>
internal static class CreateBulkDelete
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<BulkDeleteRequest> body,
        HttpContext http,
        Work work,
        BulkChangeStart start,
        CancellationToken cancellationToken
    )
    {
        var request = body.Value;
        var target = start.TargetOf(request, Verbs.Delete);
        var options = new BulkDeleteRequest
        {
            Resource = request.Resource,
            Filter = request.Filter,
            All = request.All,
            TimeZone = start.ZoneOf(request).Id,
        };
        return await start.PlanAsync(JobKind.BulkDelete, options, target, work, http, cancellationToken);
    }
}
