using System.Text.Json;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Merges.Survivorship;

namespace Crm.Api.Merges;

/// <summary>The clusters of a bulk merge, in their order: the same whenever they are asked for.</summary>
internal sealed class BulkMergeClusters(Job job)
{
    private readonly BulkMergeRequest _request = OptionsOf(job);

    public static SurvivorshipRules RulesOf(Job job) => OptionsOf(job);

    /// <summary>The next ones.</summary>
    /// <param name="line">How many to leave out.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="work">Reads those that a run has found.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<MergeCluster>> AfterAsync(
        long line,
        int count,
        Work work,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<MergeCluster>>([.. _request.Clusters!.Skip((int)line).Take(count)]);

    private static BulkMergeRequest OptionsOf(Job job) =>
        JsonSerializer.Deserialize(job.Options, Json.TypeInfo<BulkMergeRequest>())!;
}
