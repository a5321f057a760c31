using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Exports;

/// <summary>Has the records of a filter written to a file in the background.</summary>
internal static class CreateExport
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<ExportOptions> body,
        HttpContext http,
        Work work,
        ExportStart start,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var job = await start.StartAsync(body.Value, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
