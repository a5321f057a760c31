using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Pages through the clusters of a run.</summary>
internal static class ListDedupeClusters
{
    public static readonly QueryParameter[] Parameters =
    [
        new(
            "autoMerge",
            QueryParameterType.Flag,
            "Only clusters in which some members are, or no members are, sure enough to be merged without a person.",
            true
        ),
        ListQuery.Size,
        ListQuery.Token,
    ];

    public static async Task<Answer<Page<DedupeClusterResponse>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        var run = await work.For(caller).FindCompleteRunAsync(id, cancellationToken);
        var pages = new NumberedPage(http, settings, "autoMerge");
        var after = pages.After ?? 0;
        var autoMerge = http.Request.Query["autoMerge"].ToString();
        var members = work.Db.Set<DedupeMember>().AsNoTracking().Where(member => member.RunId == run.Id);
        var found = await Wanted(members.Where(member => member.Cluster > after), autoMerge)
            .OrderBy(cluster => cluster)
            .Take(pages.Size + 1)
            .ToListAsync(cancellationToken);
        return Answer.Ok(
            pages.Of(found, cluster => cluster, await ShowAsync(pages.Shown(found), members, work, cancellationToken))
        );
    }

    private static IQueryable<int> Wanted(IQueryable<DedupeMember> members, string autoMerge)
    {
        var clusters = members.GroupBy(member => member.Cluster);
        return (
            autoMerge switch
            {
                "true" => clusters.Where(cluster => cluster.Max(member => member.AutoCluster) != null),
                "false" => clusters.Where(cluster => cluster.Max(member => member.AutoCluster) == null),
                _ => clusters,
            }
        ).Select(cluster => cluster.Key);
    }

    private static async Task<IReadOnlyList<DedupeClusterResponse>> ShowAsync(
        List<int> clusters,
        IQueryable<DedupeMember> members,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var found = await members
            .Where(member => EF.Parameter(clusters).Contains(member.Cluster))
            .OrderBy(member => member.Cluster)
            .ThenBy(member => member.CustomerId)
            .ToListAsync(cancellationToken);
        var customers = await DedupeMapping.CustomersAsync(
            work,
            found.Select(member => member.CustomerId),
            cancellationToken
        );
        return
        [
            .. found
                .GroupBy(member => member.Cluster)
                .Select(cluster => new DedupeClusterResponse
                {
                    Cluster = cluster.Key,
                    Members =
                    [
                        .. cluster.Select(member => new DedupeMemberResponse
                        {
                            Customer = customers[member.CustomerId],
                            AutoCluster = member.AutoCluster,
                            Etag = EntityTags.Of(member.RecordVersion),
                        }),
                    ],
                }),
        ];
    }
}
