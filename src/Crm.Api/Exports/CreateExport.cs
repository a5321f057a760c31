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
        JobResource jobs,
        JobRunner runner,
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
        var job = new Job
        {
            Id = work.NewId(),
            Kind = JobKind.Export,
            State = JobState.Running,
            StartTime = work.Now,
            Resource = options.Resource!,
            Options = JsonSerializer.Serialize(options, Json.TypeInfo<ExportOptions>()),
            KeyId = work.Caller.KeyId,
            Scopes = work.Caller.Scopes.ToString(),
        };
        work.Db.Add(job);
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(jobs.ToResponse(job), $"/v1/jobs/{job.Id}");
    }
}
