using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Merges;

/// <summary>Checks what can be seen to be wrong with a bulk merge at once, and makes its job.</summary>
internal static class BulkMergeStart
{
    public static Job Start(BulkMergeRequest request, Work work)
    {
        Check(request);
        var asked = JsonSerializer.Serialize(request, Json.TypeInfo<BulkMergeRequest>());
        var job = JobDesk.Open(JobKind.BulkMerge, "customers", asked, JobState.Planning, work);
        work.Caller.CheckMay(job);
        job.RowsTotal = request.Clusters!.Count;
        return job;
    }

    private static void Check(BulkMergeRequest request)
    {
        request.Check();
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
}
