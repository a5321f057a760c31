using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Exports;

/// <summary>Has the records of a filter written to a file in the background.</summary>
internal static class CreateExport
{
    public static async Task<Answer<JobResponse>> Handle(
        Body<ExportOptions> body,
        HttpContext http,
        Work work,
        ResourceCatalog catalog,
        ListSettings settings,
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var options = body.Value;
        var resource =
            catalog.FindExportable(options.Resource!)
            ?? throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{options.Resource}' is not one of {string.Join(", ", catalog.Exportable)}.",
                "/resource"
            );
        work.Caller.CheckRead(options.Resource!);
        await resource.OpenAsync(new ExportFile(options).Query(settings), work, cancellationToken);
        var asked = JsonSerializer.Serialize(options, Json.TypeInfo<ExportOptions>());
        var job = JobDesk.Open(JobKind.Export, options.Resource!, asked, JobState.Running, work);
        job.StartTime = work.Now;
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
