using System.Linq.Expressions;
using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>The clusters of a bulk merge, in their order: the same whenever they are asked for.</summary>
internal sealed class BulkMergeClusters(Job job)
{
    public BulkMergeRequest Request { get; } =
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<BulkMergeRequest>())!;

    /// <summary>The next ones.</summary>
    /// <param name="line">How many to leave out.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="work">Reads those that a run has found.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<FoundCluster>> AfterAsync(
        long line,
        int count,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (Request.Clusters is { } given)
        {
            return
            [
                .. given.Skip((int)line).Take(count).Select(cluster => new FoundCluster(cluster, RunVersions: null)),
            ];
        }

        var members = await MembersOf(Request, work)
            .Where(IsBetween((int)line + 1, (int)line + count))
            .OrderBy(NumberOf)
            .ThenBy(member => member.CustomerId)
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        var numberOf = NumberOf.Compile();
        return
        [
            .. members
                .GroupBy(numberOf)
                .Select(cluster => new FoundCluster(
                    new MergeCluster { CustomerIds = [.. cluster.Select(member => member.CustomerId)] },
                    cluster.Sum(member => member.RecordVersion)
                )),
        ];
    }

    /// <summary>How many clusters there are.</summary>
    public static async Task<long> CountAsync(
        BulkMergeRequest request,
        Work work,
        CancellationToken cancellationToken
    ) =>
        request.Clusters?.Count
        ?? await MembersOf(request, work).MaxAsync(Number(request.RunClusters), cancellationToken)
        ?? 0;

    private Expression<Func<DedupeMember, int?>> NumberOf => Number(Request.RunClusters);

    private static IQueryable<DedupeMember> MembersOf(BulkMergeRequest request, Work work) =>
        work.Db.Set<DedupeMember>().Where(member => member.RunId == request.RunId);

    /// <summary>A run numbers its clusters from 1 without gaps.</summary>
    private static Expression<Func<DedupeMember, int?>> Number(RunClusters? which) =>
        which == RunClusters.All ? member => member.Cluster : member => member.AutoCluster;

    private Expression<Func<DedupeMember, bool>> IsBetween(int first, int last) =>
        Request.RunClusters == RunClusters.All
            ? member => member.Cluster >= first && member.Cluster <= last
            : member => member.AutoCluster >= first && member.AutoCluster <= last;
}

/// <summary>A cluster that was given or found.</summary>
/// <param name="Cluster">The customers.</param>
/// <param name="RunVersions">The sum of the versions that the run has read; null for one that was given.</param>
internal sealed record FoundCluster(MergeCluster Cluster, long? RunVersions);
