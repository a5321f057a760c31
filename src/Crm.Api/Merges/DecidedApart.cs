using Crm.Api.Data;
using Crm.Api.DedupeDecisions;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Which customers somebody has said are not one; what was said of those merged into them counts too.</summary>
internal sealed class DecidedApart
{
    private readonly HashSet<(Guid, Guid)> _pairs = [];

    public static DecidedApart Nobody { get; } = new();

    public static async Task<DecidedApart> AmongAsync(
        IReadOnlyCollection<Guid> customers,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var survivors = await MergedCustomers.IntoAsync(customers, work, cancellationToken);
        IReadOnlyList<Guid> ids = [.. survivors.Keys];
        var decisions = await work.Query<DedupeDecision>()
            .Where(decision =>
                decision.Decision != PairDecision.Same
                && EF.Parameter(ids).Contains(decision.FirstCustomerId)
                && EF.Parameter(ids).Contains(decision.SecondCustomerId)
            )
            .Select(decision => new { decision.FirstCustomerId, decision.SecondCustomerId })
            .ToListAsync(cancellationToken);
        var apart = new DecidedApart();
        foreach (var decision in decisions)
        {
            apart._pairs.Add(
                DedupeDecision.Ordered(survivors[decision.FirstCustomerId], survivors[decision.SecondCustomerId])
            );
        }

        return apart;
    }

    /// <summary>Two of these customers that are not one; null when nobody has said so.</summary>
    public (Guid One, Guid Other)? Find(IReadOnlyList<Guid> customers)
    {
        foreach (var (index, one) in customers.Index())
        {
            foreach (var other in customers.Skip(index + 1))
            {
                if (_pairs.Contains(DedupeDecision.Ordered(one, other)))
                {
                    return (one, other);
                }
            }
        }

        return null;
    }
}
