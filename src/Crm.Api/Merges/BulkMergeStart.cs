using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Checks what can be seen to be wrong with a bulk merge at once, and makes its job.</summary>
internal static class BulkMergeStart
{
    public static async Task<Job> StartAsync(BulkMergeRequest request, Work work, CancellationToken cancellationToken)
    {
        await CheckAsync(request, work, cancellationToken);
        var asked = JsonSerializer.Serialize(request, Json.TypeInfo<BulkMergeRequest>());
        var job = JobDesk.Open(JobKind.BulkMerge, "customers", asked, JobState.Planning, work);
        work.Caller.CheckMay(job);
        job.RowsTotal = await BulkMergeClusters.CountAsync(request, work, cancellationToken);
        return job;
    }

    private static async Task CheckAsync(BulkMergeRequest request, Work work, CancellationToken cancellationToken)
    {
        request.Check();
        if ((request.Clusters is null) == (request.RunId is null))
        {
            throw RuleBroken.Invalid("clusters-or-run", "Give either 'clusters' or a 'runId'.", "/clusters");
        }

        if (request.RunId is { } run)
        {
            await CheckRunAsync(run, work, cancellationToken);
            return;
        }

        var seen = new HashSet<Guid>();
        foreach (var (index, cluster) in request.Clusters!.Index())
        {
            cluster.Check($"/clusters/{index}");
            if (cluster.CustomerIds!.FirstOrDefault(id => !seen.Add(id)) is var twice && twice != Guid.Empty)
            {
                throw RuleBroken.Invalid(
                    "in-two-clusters",
                    $"The customer '{twice}' is in two clusters.",
                    $"/clusters/{index}/customerIds"
                );
            }
        }
    }

    private static async Task CheckRunAsync(Guid id, Work work, CancellationToken cancellationToken)
    {
        var run = await work.Query<Job>()
            .AsNoTracking()
            .FirstOrDefaultAsync(job => job.Id == id && job.Kind == JobKind.Dedupe, cancellationToken);
        if (run is null)
        {
            throw RuleBroken.Invalid("unknown-reference", $"There is no dedupe run '{id}'.", "/runId");
        }

        run.CheckHasResults();
        if (run.State != JobState.Completed)
        {
            throw RuleBroken.State(
                "job-not-over",
                $"The run is {EnumText<JobState>.Of(run.State)}; its clusters are there once it is completed.",
                "/runId"
            );
        }
    }
}
