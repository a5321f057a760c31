using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Imports;

/// <summary>Takes a file in and hands it to the background; what can be seen to be wrong without reading it is said at once.</summary>
internal static class CreateImport
{
    public static async Task<Answer> Handle(
        ImportUpload upload,
        HttpContext http,
        Work work,
        ResourceCatalog catalog,
        JobResource jobs,
        JobRunner runner,
        CancellationToken cancellationToken
    )
    {
        var options = upload.Options;
        var target =
            (catalog.Find(options.Resource!) is { TakesRows: true } importable ? importable : null)
            ?? throw RuleBroken.Invalid(
                "unknown-resource",
                $"'{options.Resource}' is not one of {string.Join(", ", catalog.Importable)}.",
                "/options/resource"
            );
        work.Caller.CheckWrite(options.Resource!);
        ImportPlanner.Check(options, target, catalog);
        var blob = await BlobStore.AddAsync(work, upload.File, cancellationToken);
        var job = new Job
        {
            Id = work.NewId(),
            Kind = JobKind.Import,
            State = options.DryRun == true ? JobState.Planning : JobState.Running,
            Resource = options.Resource!,
            Options = JsonSerializer.Serialize(options, Json.TypeInfo<ImportOptions>()),
            BlobId = blob.Id,
            FileName = upload.FileName,
            KeyId = work.Caller.KeyId,
            Scopes = work.Caller.Scopes.ToString(),
        };
        work.Db.Add(job);
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(jobs.ToResponse(job), $"/v1/jobs/{job.Id}");
    }
}
