using System.Globalization;
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

        var query = ListQuery.Of(http, settings.Zone);
        string?[] arguments = [http.Request.Path];
        var after = query.PageToken is { } token
            ? long.Parse(
                PageTokens.PositionOf(settings.PageTokens.Read(token, arguments))[0]!,
                CultureInfo.InvariantCulture
            )
            : 0;
        var size = Math.Min(query.PageSize, MostAtOnce);
        var clusters = new BulkMergeClusters(job);
        var found = await clusters.AfterAsync(after, size + 1, work, cancellationToken);
        var page = found.Take(size).Select(one => one.Cluster).ToList();
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

        var last = found.Count > size ? (after + size).ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(
            new Page<MergePreview>
            {
                Items = previews,
                NextPageToken = last is null ? null : settings.PageTokens.Write([last], arguments),
            }
        );
    }
}
