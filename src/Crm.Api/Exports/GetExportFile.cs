using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Crm.Api.Exports;

/// <summary>Sends the file an export has made.</summary>
internal static class GetExportFile
{
    public static async Task<IResult> Handle(
        IdOrNumber id,
        Caller caller,
        Work work,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var exports = work.Query<Job>()
            .Include(job => job.Files)
            .AsNoTracking()
            .Where(job => job.Kind == JobKind.Export);
        var job =
            await id.FindAsync(exports, cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("export", id.Text));
        caller.CheckRead(job.Resource);
        if (job.ResultsRemovedTime is not null)
        {
            throw new ProblemException(
                Problem.Of(410, "results-removed", "The export ended long ago; its file was removed.")
            );
        }

        if (job.State != JobState.Completed)
        {
            throw RuleBroken.State(
                "export-not-complete",
                $"The export is {EnumText<JobState>.Of(job.State)}; only a completed one has a file."
            );
        }

        return new FileAnswer(job, job.Files[0], work.Db);
    }

    private sealed class FileAnswer(Job job, JobFile file, CrmDb db) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var etag = $"\"{file.Sha256}\"";
            response.Headers.ETag = etag;
            if (EntityTags.IsKnownToCaller(httpContext, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(file.Name);
            response.ContentType = ExportFile.Of(job).ContentType;
            response.ContentLength = file.Length;
            response.Headers.ContentDisposition = disposition.ToString();
            response.Headers.XContentTypeOptions = "nosniff";
            await BlobStore.CopyToAsync(db, file.BlobId!.Value, response.Body, httpContext.RequestAborted);
        }
    }
}
