using Crm.Api.Data;

namespace Crm.Api.Duplicates;

/// <summary>The customers worth comparing with one: those that share keys with it, the rarest and the most keys first.</summary>
internal static class Candidates
{
    /// <summary>So many are compared; behind them come those that share nothing but what hundreds have.</summary>
    private const int Most = 50;

    /// <summary>For each list of keys, who may be meant.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Guid>>> OfAsync(
        Work work,
        IReadOnlyList<IReadOnlyList<long>> keys,
        CancellationToken cancellationToken
    )
    {
        var found = await KeyLookup.FindAsync(work, [.. keys.SelectMany(some => some).Distinct()], cancellationToken);
        var byKey = found.ToLookup(one => one.Key, one => one.CustomerId);
        return [.. keys.Select(some => Ranked(some, byKey))];
    }

    private static IReadOnlyList<Guid> Ranked(IReadOnlyList<long> keys, ILookup<long, Guid> byKey)
    {
        var weights = new Dictionary<Guid, double>();
        foreach (var key in keys)
        {
            var customers = byKey[key];
            var weight = 1 + Math.Log2((double)KeyLookup.MostOfKey / Math.Max(1, customers.Count()));
            foreach (var customer in customers)
            {
                weights[customer] = weights.GetValueOrDefault(customer) + weight;
            }
        }

        return weights.Count <= Most
            ? [.. weights.Keys]
            :
            [
                .. weights
                    .OrderByDescending(candidate => candidate.Value)
                    .ThenBy(candidate => candidate.Key)
                    .Take(Most)
                    .Select(candidate => candidate.Key),
            ];
    }
}
