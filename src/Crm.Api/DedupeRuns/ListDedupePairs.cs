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
        var orderBy = http.Request.Query["orderBy"] is [{ Length: > 0 } order] ? order : ByUncertainty;
        var pages = new NumberedPage(http, settings, "orderBy", "decided", "minWeight", "maxWeight", "cluster");
        var pairs = Wanted(work.Db.Set<DedupePair>().AsNoTracking().Where(pair => pair.RunId == run.Id), http, work);
        var found = await After(pairs, orderBy, pages.After).Take(pages.Size + 1).ToListAsync(cancellationToken);
        return Answer.Ok(
            pages.Of(
                found,
                pair => orderBy == ByUncertainty ? pair.Turn : pair.Number,
                await ShowAsync(pages.Shown(found), work, cancellationToken)
            )
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

    private static IQueryable<DedupePair> After(IQueryable<DedupePair> pairs, string orderBy, long? position) =>
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
