using Crm.Api.Data;
using Crm.Api.Merges.Survivorship;

namespace Crm.Api.Merges;

/// <summary>Shows what customers would make, or have made, together.</summary>
internal static class MergePreviews
{
    /// <summary>How many records refer to these customers, by reference; asked before anything is moved.</summary>
    public static async Task<IReadOnlyList<(CustomerReference Reference, Dictionary<Guid, int> Counts)>> CountAsync(
        IReadOnlyCollection<Guid> customers,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var counts = new List<(CustomerReference, Dictionary<Guid, int>)>();
        foreach (var reference in CustomerReference.Of(work.Db.Model))
        {
            counts.Add((reference, await reference.CountAsync(work, customers, cancellationToken)));
        }

        return counts;
    }

    public static MergePreview Of(
        MergeCluster cluster,
        GoldenRecord golden,
        ClusterMerger merger,
        IReadOnlyList<(CustomerReference Reference, Dictionary<Guid, int> Counts)> counts,
        Guid? mergeId = null
    )
    {
        var ids = cluster.CustomerIds!;
        return new MergePreview
        {
            MergeId = mergeId,
            SurvivorId = golden.SurvivorId,
            Members =
            [
                .. ids.OrderBy(id => id != golden.SurvivorId).Select(id => MergePreviewMember.Of(merger.Tracked(id))),
            ],
            Record = golden.Form,
            Origins = golden.Origins,
            References =
            [
                .. counts
                    .Select(count => new MergePreviewReferences
                    {
                        Kind = count.Reference.Kind,
                        Field = count.Reference.Field,
                        Before = count.Counts.GetValueOrDefault(golden.SurvivorId),
                        After = ids.Sum(id => count.Counts.GetValueOrDefault(id)),
                    })
                    .Where(references => references.After > 0),
            ],
            Conflicts = golden.Conflicts,
        };
    }
}
