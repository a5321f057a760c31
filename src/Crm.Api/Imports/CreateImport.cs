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
        JobDesk desk,
        CancellationToken cancellationToken
    )
    {
        var options = upload.Options;
        var asked = JsonSerializer.Serialize(options, Json.TypeInfo<ImportOptions>());
        var job = JobDesk.Open(JobKind.Import, options.Resource!, asked, FirstState(upload), work);
        job.IsSilent = options.Silent == true;
        job.Files.AddRange(upload.Files.Select((file, index) => file.ToJobFile(index + 1)));
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }

    private static JobState FirstState(ImportUpload upload) =>
        upload.Files.Count == 0 ? JobState.Created
        : upload.Options.DryRun == true ? JobState.Planning
        : JobState.Running;
}
