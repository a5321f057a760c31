using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;

namespace Crm.Api.Merges;

/// <summary>Pages through what a bulk merge would make.</summary>
internal static class ListMergePreviews
{
    private const int MostAtOnce = 50;

    public static async Task<Answer<Page<MergePreview>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CustomerResource customers,
        ResourceCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var job =
            await id.FindAsync(work.Query<Job>(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("job", id.Text));
        if (job.Kind != JobKind.BulkMerge)
        {
            throw new ProblemException(Problem.NotFound("bulk merge", id.Text));
        }

        var pages = new NumberedPage(http, settings) { Size = MostAtOnce };
        var after = pages.After ?? 0;
        var clusters = new BulkMergeClusters(job);
        var found = await clusters.AfterAsync(after, pages.Size + 1, work, cancellationToken);
        var page = pages.Shown(found).ConvertAll(one => one.Cluster);
        var merger = new ClusterMerger(catalog.Find(customers.Plural)!.OpenChunk(work), work);
        IReadOnlyList<Guid> ids = [.. page.SelectMany(cluster => cluster.CustomerIds!)];
        await merger.LoadAsync(ids, cancellationToken);
        var counts = await MergePreviews.CountAsync(ids, work, cancellationToken);
        List<MergePreview> previews = [];
        foreach (var cluster in page.Where(cluster => cluster.CustomerIds!.All(one => merger.Find(one) is not null)))
        {
            var golden = await merger.SettleAsync(cluster, clusters.Request, cancellationToken);
            previews.Add(MergePreviews.Of(cluster, golden, merger, counts));
        }

        // The clusters of a job have no number of their own but their place.
        return Answer.Ok(pages.Of(found, _ => after + pages.Size, previews));
    }
}
