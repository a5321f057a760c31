using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Merges.Survivorship;

namespace Crm.Api.Merges;

/// <summary>Makes one customer of several, at once.</summary>
internal static class MergeCustomers
{
    public static async Task<Answer<MergePreview>> Handle(
        Body<MergeCustomersRequest> body,
        HttpContext http,
        Work work,
        CustomerResource resource,
        ResourceCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        work.Caller.Check($"{resource.Plural}:delete");
        var request = body.Value;
        var cluster = request.Cluster;
        request.Check();
        cluster.Check(pointer: "");
        var merger = new ClusterMerger(catalog.Find(resource.Plural)!.OpenChunk(work), work);
        await merger.LoadAsync(cluster.CustomerIds!, cancellationToken);
        CheckTags(request, merger);
        var golden = await merger.SettleAsync(cluster, request, cancellationToken);
        var counts = await MergePreviews.CountAsync(cluster.CustomerIds!, work, cancellationToken);
        var preview = QueryParameter.IsValidateOnly(http) ? MergePreviews.Of(cluster, golden, merger, counts) : null;
        if (preview is { Conflicts.Count: > 0 })
        {
            return Answer.Ok(preview);
        }

        var before = MergeMember.FormOf(merger.Tracked(golden.SurvivorId));
        await merger.PrepareAsync(golden, cancellationToken);
        var merges = await merger.MergeAsync(
            [new SettledCluster(cluster, golden, before)],
            jobId: null,
            cancellationToken
        );
        return preview is not null
            ? Answer.Ok(preview)
            : Answer.Ok(
                MergePreviews.Of(cluster, golden, merger, counts, merges[0].Id),
                EntityTags.Of(merger.Tracked(golden.SurvivorId))
            );
    }

    private static void CheckTags(MergeCustomersRequest request, ClusterMerger merger)
    {
        foreach (var (id, etag) in request.Etags ?? new Dictionary<Guid, string>())
        {
            if (merger.Find(id) is { } customer && EntityTags.Of(customer) != etag)
            {
                throw new ProblemException(
                    Problem
                        .Of(
                            412,
                            "precondition-failed",
                            $"The customer '{id}' has been changed since the version in 'etags'.",
                            new FieldError($"/etags/{id}", "precondition-failed", "It has another entity tag now.")
                        )
                        .With("etag", EntityTags.Of(customer))
                );
            }
        }
    }
}
