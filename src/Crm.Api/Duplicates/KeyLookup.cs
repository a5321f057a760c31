using Crm.Api.Data;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>Finds who has some of these keys, whatever else many others have.</summary>
internal static class KeyLookup
{
    /// <summary>A key that more customers have says little, and to read all of them would take time; of those, only the first come.</summary>
    public const int MostOfKey = 200;

    private const int KeysAtOnce = 16;

    /// <summary>Who has which of the keys.</summary>
    public static async Task<List<CustomerKey>> FindAsync(
        Work work,
        IReadOnlyCollection<long> keys,
        CancellationToken cancellationToken
    )
    {
        var found = new List<CustomerKey>();
        foreach (var some in keys.Chunk(KeysAtOnce))
        {
            var query = some.Select(key => WithKey(work, key)).Aggregate(Queryable.Concat);
            found.AddRange(await query.ToListAsync(cancellationToken));
        }

        return found;
    }

    private static IQueryable<CustomerKey> WithKey(Work work, long key) =>
        work
            .Db.Set<CustomerKey>()
            .AsNoTracking()
            .Where(one => one.Key == key)
            .OrderBy(one => one.CustomerId)
            .Take(MostOfKey);
}
