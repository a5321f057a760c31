using System.Globalization;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.Imports;

/// <summary>
/// Takes in one of the files of an import. The body is read to its end, then stored in short transactions, and only then becomes the
/// job's: a slow sender keeps nobody waiting, and one who breaks off changes nothing.
/// </summary>
internal static class UploadPart
{
    public static readonly QueryParameter Name = new(
        "fileName",
        QueryParameterType.Text,
        "What the file is called, for people.",
        "accounts.csv"
    );

    public static async Task<Answer<JobFileResponse>> Handle(
        IdOrNumber id,
        string part,
        HttpContext http,
        Caller caller,
        Work work,
        BlobStore blobs,
        CancellationToken cancellationToken
    )
    {
        // Seen again once the file is there; here it spares the sender a long upload for nothing.
        (await work.For(caller).FindImportAsync(id, cancellationToken)).CheckTakesFiles();
        var number = NumberOf(part);
        var isGzip = IsSentAsGzip(http.Request);
        var promised = ContentDigest.Of(http.Request);

        await using var file = await SentFile.ReadAsync(
            ImportParts.NameOf(http.Request.Query[Name.Name].ToString()),
            http.Request.Body,
            cancellationToken
        );
        ContentDigest.Check(promised, file.Sha256);
        if (isGzip && !file.IsGzip())
        {
            throw new ProblemException(
                Problem.Malformed("Content-Encoding", "content-encoding-mismatch", "The body is not gzip.")
            );
        }

        var stored = QueryParameter.IsValidateOnly(http)
            ? file.ToJobFile(number)
            : await KeepAsync(id, number, file, work, blobs, cancellationToken);
        return Answer.Ok(JobFileResponse.Of(stored));
    }

    private static async Task<JobFile> KeepAsync(
        IdOrNumber id,
        int number,
        SentFile file,
        Work work,
        BlobStore blobs,
        CancellationToken cancellationToken
    )
    {
        await file.StoreAsync(blobs, cancellationToken);
        await work.BeginPatientlyAsync(cancellationToken);
        var job = await work.LoadImportAsync(id, cancellationToken);
        var stored = file.ToJobFile(number);
        job.Put(stored);
        await new JobLedger(work.Db).RemoveAsync(job.Id, LedgerKind.Plan, cancellationToken);
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(CancellationToken.None);
        return stored;
    }

    private static int NumberOf(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= ImportParts.Most
            ? number
            : throw new ProblemException(
                Problem.Malformed("part", "out-of-range", $"Parts are numbered from 1 to {ImportParts.Most}.")
            );

    private static bool IsSentAsGzip(HttpRequest request)
    {
        const string Detail = "A part is sent as it is, or with Content-Encoding gzip.";
        return request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
        {
            "" or "identity" => false,
            "gzip" => true,
            _ => throw new ProblemException(
                Problem.Of(
                    415,
                    "unsupported-media-type",
                    Detail,
                    new FieldError("Content-Encoding", "unsupported", Detail)
                )
            ),
        };
    }
}
