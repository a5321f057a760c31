using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;

namespace Crm.Api.Imports;

/// <summary>Makes an import: with its files it begins at once, without it waits for them.</summary>
internal static class CreateImport
{
    public static async Task<Answer> Handle(
        ImportUpload upload,
        HttpContext http,
        Work work,
        JobResource jobs,
        JobRunner runner,
        CancellationToken cancellationToken
    )
    {
        var options = upload.Options;
        var job = new Job
        {
            Id = work.NewId(),
            Kind = JobKind.Import,
            State = FirstState(upload),
            Resource = options.Resource!,
            Options = JsonSerializer.Serialize(options, Json.TypeInfo<ImportOptions>()),
            IsSilent = options.Silent == true,
            KeyId = work.Caller.KeyId,
            Scopes = work.Caller.Scopes.ToString(),
        };
        job.Files.AddRange(upload.Files.Select((file, index) => file.ToJobFile(index + 1)));
        work.Db.Add(job);
        await work.Db.SaveChangesAsync(cancellationToken);
        runner.WakeAfter(http);
        return Answer.Accepted(jobs.ToResponse(job), $"/v1/jobs/{job.Id}");
    }

    private static JobState FirstState(ImportUpload upload) =>
        upload.Files.Count == 0 ? JobState.Created
        : upload.Options.DryRun == true ? JobState.Planning
        : JobState.Running;
}
