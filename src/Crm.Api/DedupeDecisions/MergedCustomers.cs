using Crm.Api.Customers;
using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.DedupeDecisions;

/// <summary>Who was merged into whom: what was said of a customer is said of the one it has become.</summary>
internal static class MergedCustomers
{
    /// <summary>These customers and all that were merged into them, each with the one of these that it has become.</summary>
    public static async Task<Dictionary<Guid, Guid>> IntoAsync(
        IReadOnlyCollection<Guid> customers,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var survivors = customers.ToDictionary(id => id);
        IReadOnlyList<Guid> layer = [.. customers];
        while (layer.Count > 0)
        {
            var merged = await work.QueryWithTrash<Customer>()
                .Where(customer => EF.Parameter(layer).Contains(customer.MergedIntoId!.Value))
                .Select(customer => new { customer.Id, Survivor = customer.MergedIntoId!.Value })
                .ToListAsync(cancellationToken);
            layer = [.. merged.Where(one => survivors.TryAdd(one.Id, survivors[one.Survivor])).Select(one => one.Id)];
        }

        return survivors;
    }

    /// <summary>What each of these customers has become, itself if it was never merged.</summary>
    public static async Task<Dictionary<Guid, Guid>> SurvivorsAsync(
        IReadOnlyCollection<Guid> customers,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var survivors = customers.ToDictionary(id => id);
        IReadOnlyList<Guid> layer = [.. customers];
        while (layer.Count > 0)
        {
            var next = await work.QueryWithTrash<Customer>()
                .Where(customer => EF.Parameter(layer).Contains(customer.Id) && customer.MergedIntoId != null)
                .Select(customer => new { customer.Id, Survivor = customer.MergedIntoId!.Value })
                .ToDictionaryAsync(merged => merged.Id, merged => merged.Survivor, cancellationToken);
            foreach (var (id, now) in survivors.ToList())
            {
                survivors[id] = next.GetValueOrDefault(now, now);
            }

            layer = [.. next.Values.Distinct()];
        }

        return survivors;
    }
}
