using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Exports;

/// <summary>
/// Writes an export: all records from one snapshot into a temporary file, and that into the database, where every node can read it. One
/// that was stopped begins again, since its snapshot is gone.
/// </summary>
internal sealed class ExportRun(
    IServiceScopeFactory scopes,
    BlobStore blobs,
    ResourceCatalog catalog,
    ListSettings settings
) : IJobKind
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await run.BeginAgainAsync(cancellationToken);
        await using var file = Spool.Open();
        var rows = await WriteAsync(run, file, cancellationToken);
        file.Position = 0;
        var sha256 = await SHA256.HashDataAsync(file, cancellationToken);
        file.Position = 0;
        var blobId = await blobs.AddAsync(file, sha256, cancellationToken);
        await EnterAsync(run, blobId, file.Length, Convert.ToHexStringLower(sha256), cancellationToken);
        await run.DescribeAsync(rows, new JsonObject { ["rows"] = rows }, cancellationToken);
        await run.CompleteAsync(cancellationToken);
    }

    private async Task<long> WriteAsync(JobRun run, FileStream file, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        var target = ExportFile.Of(run.Job);
        await using var snapshot = await work.BeginSnapshotAsync(cancellationToken);
        try
        {
            var export = await catalog
                .FindExportable(run.Job.Resource)!
                .OpenAsync(target.Query(settings), work, cancellationToken);
            await run.DescribeAsync(await export.CountAsync(cancellationToken), null, cancellationToken);
            var progress = new Progress(run, cancellationToken);
            return await target.PackAsync(
                file,
                stream => export.WriteAsync(stream, progress.TellAsync, cancellationToken)
            );
        }
        catch (RuleBroken broken)
        {
            throw new JobFailed(broken.Code, broken.Message);
        }
        catch (ProblemException stale)
        {
            // Checked when it was asked for; a custom attribute of the filter may have gone since.
            throw new JobFailed(stale.Problem.Code, stale.Problem.Detail);
        }
    }

    /// <summary>Has the job refer to its file; that of an earlier run, which could not end, is swept away then.</summary>
    private static Task EnterAsync(
        JobRun run,
        Guid blobId,
        long length,
        string sha256,
        CancellationToken cancellationToken
    ) =>
        run.ChunkAsync(
            async (work, token) =>
            {
                var job = await work.Query<Job>()
                    .Include(job => job.Files)
                    .FirstAsync(job => job.Id == run.Job.Id, token);
                job.Files.Clear();
                job.Files.Add(
                    new JobFile
                    {
                        Number = 1,
                        BlobId = blobId,
                        Name = ExportFile.Of(job).NameOf(job),
                        Length = length,
                        Sha256 = sha256,
                    }
                );
                return (true, default(LedgerCounts));
            },
            cancellationToken
        );

    /// <summary>Counts the rows in the job, not more often than anybody would look.</summary>
    private sealed class Progress(JobRun run, CancellationToken cancellationToken)
    {
        private long _told;
        private long _since = Stopwatch.GetTimestamp();

        public async Task TellAsync(long rows, bool isLast)
        {
            if (!isLast && Stopwatch.GetElapsedTime(_since) < ProgressEvery)
            {
                return;
            }

            var more = rows - _told;
            // An export leaves every record it reads unchanged.
            await run.ChunkAsync(
                (_, _) => Task.FromResult((true, default(LedgerCounts) with { Read = more, Unchanged = more })),
                cancellationToken
            );
            (_told, _since) = (rows, Stopwatch.GetTimestamp());
        }
    }
}
