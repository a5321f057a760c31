using System.Text.Json.Nodes;
using Crm.Api.Merges.Survivorship;

namespace Crm.Api.Merges;

/// <summary>A cluster of which everything is decided.</summary>
/// <param name="Cluster">The customers.</param>
/// <param name="Golden">What they make.</param>
/// <param name="Before">The survivor's update form as it is.</param>
internal sealed record SettledCluster(MergeCluster Cluster, GoldenRecord Golden, JsonObject Before)
{
    /// <summary>Those that are merged into the survivor.</summary>
    public IReadOnlyList<Guid> Others { get; } = [.. Cluster.CustomerIds!.Where(id => id != Golden.SurvivorId)];
}
