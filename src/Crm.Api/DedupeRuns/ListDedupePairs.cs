using System.Globalization;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.DedupeDecisions;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>Pages through the pairs of a run: as a queue of review, or by how sure they are.</summary>
internal static class ListDedupePairs
{
    private const string ByUncertainty = "uncertainty";
    private const string ByWeight = "matchWeight";
    private const string ByWeightDown = "matchWeight desc";

    public static readonly QueryParameter[] Parameters =
    [
        new(
            "orderBy",
            QueryParameterType.Text,
            "`uncertainty`, unless given: the pair that a person's word helps most with comes first. Or by the match weight.",
            ByUncertainty
        )
        {
            Words = [ByUncertainty, ByWeight, ByWeightDown],
        },
        new(
            "decided",
            QueryParameterType.Flag,
            "Only pairs of which somebody has, or nobody has, said what they are.",
            false
        ),
        new("minWeight", QueryParameterType.Number, "Only pairs of this match weight or a higher one, in bits.", -1.5),
        new("maxWeight", QueryParameterType.Number, "Only pairs of this match weight or a lower one, in bits.", 6),
        new("cluster", QueryParameterType.Whole, "Only pairs of which both are in this cluster.", 3),
        ListQuery.Size,
        ListQuery.Token,
    ];

    public static async Task<Answer<Page<DedupePairResponse>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        var run = await work.For(caller).FindCompleteRunAsync(id, cancellationToken);
        var query = ListQuery.Of(http, settings.Zone);
        var orderBy = query.OrderBy ?? ByUncertainty;
        string?[] arguments =
        [
            http.Request.Path,
            orderBy,
            .. ((string[])["decided", "minWeight", "maxWeight", "cluster"]).Select(name =>
                (string?)http.Request.Query[name]
            ),
        ];
        var after = query.PageToken is { } token
            ? int.Parse(
                PageTokens.PositionOf(settings.PageTokens.Read(token, arguments))[0]!,
                CultureInfo.InvariantCulture
            )
            : (int?)null;
        var pairs = Wanted(work.Db.Set<DedupePair>().AsNoTracking().Where(pair => pair.RunId == run.Id), http, work);
        var found = await After(pairs, orderBy, after).Take(query.PageSize + 1).ToListAsync(cancellationToken);
        var page = found.Take(query.PageSize).ToList();
        var last = page.Count < found.Count ? page[^1] : null;
        var position = orderBy == ByUncertainty ? last?.Turn : last?.Number;
        return Answer.Ok(
            new Page<DedupePairResponse>
            {
                Items = await ShowAsync(page, work, cancellationToken),
                NextPageToken = position is { } place
                    ? settings.PageTokens.Write([place.ToString(CultureInfo.InvariantCulture)], arguments)
                    : null,
            }
        );
    }

    private static IQueryable<DedupePair> Wanted(IQueryable<DedupePair> pairs, HttpContext http, Work work)
    {
        string? Text(string name) => http.Request.Query[name] is [{ Length: > 0 } value] ? value : null;
        double? Number(string name) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        if (Number("minWeight") is { } least)
        {
            pairs = pairs.Where(pair => pair.MatchWeight >= least);
        }

        if (Number("maxWeight") is { } most)
        {
            pairs = pairs.Where(pair => pair.MatchWeight <= most);
        }

        if (Number("cluster") is { } cluster)
        {
            pairs = pairs.Where(pair => pair.Cluster == (int)cluster);
        }

        if (Text("decided") is { } decided)
        {
            var isDecided = decided == "true";
            var decisions = work.Query<DedupeDecision>();
            pairs = pairs.Where(pair =>
                decisions.Any(decision =>
                    decision.FirstCustomerId == pair.FirstId && decision.SecondCustomerId == pair.SecondId
                ) == isDecided
            );
        }

        return pairs;
    }

    private static IQueryable<DedupePair> After(IQueryable<DedupePair> pairs, string orderBy, int? position) =>
        orderBy switch
        {
            ByUncertainty => pairs.Where(pair => position == null || pair.Turn > position).OrderBy(pair => pair.Turn),
            ByWeight => pairs
                .Where(pair => position == null || pair.Number < position)
                .OrderByDescending(pair => pair.Number),
            _ => pairs.Where(pair => position == null || pair.Number > position).OrderBy(pair => pair.Number),
        };

    private static async Task<IReadOnlyList<DedupePairResponse>> ShowAsync(
        List<DedupePair> pairs,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var customers = await DedupeMapping.CustomersAsync(
            work,
            pairs.SelectMany(pair => (Guid[])[pair.FirstId, pair.SecondId]),
            cancellationToken
        );
        var decisions = await DedupeMapping.DecisionsAsync(
            work,
            pairs.ConvertAll(pair => (pair.FirstId, pair.SecondId)),
            cancellationToken
        );
        return pairs.ConvertAll(pair =>
        {
            var reasons = PairReasons.Parse(pair.Reasons);
            return new DedupePairResponse
            {
                Number = pair.Number,
                First = customers[pair.FirstId],
                Second = customers[pair.SecondId],
                Cluster = pair.Cluster,
                MatchWeight = pair.MatchWeight,
                Probability = PairReasons.Probability(pair.MatchWeight),
                PriorWeight = reasons.Prior,
                Reasons = [.. reasons.Reasons.Select(reason => DedupeMapping.ToReason(reason))],
                RelatedWeight = reasons.Related,
                NearestClass = pair.NearestClass,
                Blocks = reasons.Blocks,
                Decision = decisions.GetValueOrDefault((pair.FirstId, pair.SecondId)),
            };
        });
    }
}
