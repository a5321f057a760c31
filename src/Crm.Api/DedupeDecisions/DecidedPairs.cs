using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeDecisions;

/// <summary>What people have said of some customers and any others; of two that became one, what was said of either.</summary>
internal sealed class DecidedPairs
{
    private readonly HashSet<(Guid, Guid)> _same = [];
    private readonly HashSet<(Guid, Guid)> _apart = [];

    public static DecidedPairs None { get; } = new();

    public static async Task<DecidedPairs> OfAsync(
        IReadOnlyCollection<Guid> customers,
        Work work,
        CancellationToken cancellationToken
    )
    {
        if (customers.Count == 0)
        {
            return None;
        }

        var own = await MergedCustomers.IntoAsync(customers, work, cancellationToken);
        IReadOnlyList<Guid> ids = [.. own.Keys];
        var decisions = await work.Query<DedupeDecision>()
            .Where(decision =>
                EF.Parameter(ids).Contains(decision.FirstCustomerId)
                || EF.Parameter(ids).Contains(decision.SecondCustomerId)
            )
            .Select(decision => new
            {
                decision.FirstCustomerId,
                decision.SecondCustomerId,
                decision.Decision,
            })
            .ToListAsync(cancellationToken);
        var decided = new DecidedPairs();
        if (decisions.Count == 0)
        {
            return decided;
        }

        var named = decisions.SelectMany(decision => (Guid[])[decision.FirstCustomerId, decision.SecondCustomerId]);
        var now = await MergedCustomers.SurvivorsAsync([.. named.Distinct()], work, cancellationToken);
        foreach (var decision in decisions)
        {
            // Two that are related are two.
            var pairs = decision.Decision == PairDecision.Same ? decided._same : decided._apart;
            pairs.Add(DedupeDecision.Ordered(now[decision.FirstCustomerId], now[decision.SecondCustomerId]));
        }

        return decided;
    }

    public bool AreSame(Guid one, Guid other) =>
        _same.Contains(DedupeDecision.Ordered(one, other)) && !AreApart(one, other);

    public bool AreApart(Guid one, Guid other) => _apart.Contains(DedupeDecision.Ordered(one, other));

    /// <summary>Who is the same as this one, by what was said.</summary>
    public IEnumerable<Guid> SameAs(Guid customer) =>
        _same
            .Where(pair => pair.Item1 == customer || pair.Item2 == customer)
            .Select(pair => pair.Item1 == customer ? pair.Item2 : pair.Item1)
            .Where(other => !AreApart(customer, other));
}
