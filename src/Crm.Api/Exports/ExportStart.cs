using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Crm.Api.Schedules;

namespace Crm.Api.Exports;

/// <summary>Checks what can be seen to be wrong with an export at once, and makes its job.</summary>
internal sealed class ExportStart(ResourceCatalog catalog, ListSettings settings) : ScheduledStart<ExportOptions>
{
    public override async Task CheckAsync(ExportOptions options, Work work, CancellationToken cancellationToken)
    {
        var resource =
            catalog.FindExportable(options.Resource!)
            ?? throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{options.Resource}' is not one of {string.Join(", ", catalog.Exportable)}.",
                "/resource"
            );
        work.Caller.Check(ExportEndpoints.Scope);
        work.Caller.CheckRead(options.Resource!);
        await resource.OpenAsync(new ExportFile(options).Query(settings), work, cancellationToken);
    }

    public override async Task<Job> StartAsync(ExportOptions options, Work work, CancellationToken cancellationToken)
    {
        await CheckAsync(options, work, cancellationToken);
        var asked = JsonSerializer.Serialize(options, Json.TypeInfo<ExportOptions>());
        var job = JobDesk.Open(JobKind.Export, options.Resource!, asked, JobState.Running, work);
        job.StartTime = work.Now;
        return job;
    }
}
