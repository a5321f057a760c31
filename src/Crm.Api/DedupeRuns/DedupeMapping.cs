using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeDecisions;
using Crm.Dedupe;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeRuns;

/// <summary>What a run found, as the contract shows it.</summary>
internal static class DedupeMapping
{
    private const int Digits = 6;

    public static DedupeKindStatistics? StatisticsOf(
        IReadOnlyDictionary<CustomerKind, DedupeResult> results,
        CustomerKind kind
    ) => results.TryGetValue(kind, out var result) ? StatisticsOf(result.Statistics) : null;

    /// <summary>The customers with these ids, as they are now, with those in the trash.</summary>
    public static async Task<Dictionary<Guid, DedupeCustomer>> CustomersAsync(
        Work work,
        IEnumerable<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.Distinct().ToList();
        var found = await work.QueryWithTrash<Customer>()
            .Where(customer => EF.Parameter(wanted).Contains(customer.Id))
            .Select(customer => new DedupeCustomer
            {
                Id = customer.Id,
                Number = customer.Number,
                Name = customer.Name,
                DeleteTime = customer.DeleteTime,
            })
            .ToDictionaryAsync(customer => customer.Id, cancellationToken);
        return wanted.ToDictionary(id => id, id => found.GetValueOrDefault(id) ?? new DedupeCustomer { Id = id });
    }

    /// <summary>What people have said of these pairs.</summary>
    public static async Task<Dictionary<(Guid First, Guid Second), DedupePairDecision>> DecisionsAsync(
        Work work,
        IReadOnlyCollection<(Guid First, Guid Second)> pairs,
        CancellationToken cancellationToken
    )
    {
        var firsts = pairs.Select(pair => pair.First).Distinct().ToList();
        var seconds = pairs.Select(pair => pair.Second).Distinct().ToList();
        var found = await work.Query<DedupeDecision>()
            .AsNoTracking()
            .Where(decision => EF.Parameter(firsts).Contains(decision.FirstCustomerId))
            .Where(decision => EF.Parameter(seconds).Contains(decision.SecondCustomerId))
            .ToListAsync(cancellationToken);
        return found.ToDictionary(
            decision => (decision.FirstCustomerId, decision.SecondCustomerId),
            decision => new DedupePairDecision { Id = decision.Id, Decision = decision.Decision }
        );
    }

    public static DedupeReason ToReason(
        PairReason reason,
        IReadOnlyList<string>? first = null,
        IReadOnlyList<string>? second = null
    ) =>
        new()
        {
            Comparison = reason.Comparison,
            Level = reason.Level,
            Weight = reason.Weight,
            FrequencyAdjustment = reason.Frequency,
            First = first,
            Second = second,
        };

    private static DedupeKindStatistics StatisticsOf(DedupeStatistics statistics) =>
        new()
        {
            Customers = statistics.Records,
            CandidatePairs = statistics.CandidatePairs,
            Shares =
            [
                .. statistics.Shares.Select(share => new DedupeClassShare
                {
                    Class = share.Class,
                    Share = Math.Round(share.Share, Digits),
                }),
            ],
            Comparisons =
            [
                .. statistics.Comparisons.Select(comparison => new DedupeComparison
                {
                    Comparison = comparison.Comparison,
                    Levels =
                    [
                        .. comparison.Levels.Select(level => new DedupeLevel
                        {
                            Name = level.Name,
                            M = Math.Round(level.M, Digits),
                            U = Math.Round(level.U, Digits),
                        }),
                    ],
                }),
            ],
        };
}
