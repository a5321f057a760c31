using System.Diagnostics;
using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>
/// Enters the keys of very many customers on SQLite, where each key that is written alone costs a page of the log: all of them in their
/// order, so that those of one page come together, a few thousand to a transaction. The sets follow when all keys are there, so whatever
/// ends this in between is made up for by doing it again.
/// </summary>
internal sealed class SortedKeys(IServiceScopeFactory scopes, DatabaseEngine engine)
{
    private const int SetsAtOnce = 1000;

    /// <param name="customers">Have no keys yet, unless somebody changes them meanwhile.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task EnterAsync(KeyedCustomers customers, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        var keys = customers.Sorted();
        var size = new ChunkSize(engine);
        for (var (start, rows) = (0, size.Rows); start < keys.Count; (start, rows) = (start + rows, size.Rows))
        {
            List<CustomerKey> some = [.. keys.Read(start, rows)];
            await CommitAsync(work, token => AddAsync(work, some, size, token), cancellationToken);
        }

        for (var start = 0; start < customers.Count; start += SetsAtOnce)
        {
            var some = customers.Read(start, SetsAtOnce).ToList();
            await CommitAsync(work, token => SettleAsync(work, some, token), cancellationToken);
        }
    }

    private static async Task CommitAsync(
        Work work,
        Func<CancellationToken, Task> write,
        CancellationToken cancellationToken
    )
    {
        await work.BeginPatientlyAsync(cancellationToken);
        work.KeepReserve();
        await write(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Some are there when this is done again, or when a customer was changed to what it had before.</summary>
    private static async Task AddAsync(
        Work work,
        IReadOnlyList<CustomerKey> keys,
        ChunkSize size,
        CancellationToken cancellationToken
    )
    {
        var start = Stopwatch.GetTimestamp();
        await new SqliteBulkWriter(work.Db) { LeavesPresent = true }.InsertAsync(keys, cancellationToken);
        size.Learn(keys.Count, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Who has got a set meanwhile was changed, and who is not there any more was deleted; their keys are others now.</summary>
    private static async Task SettleAsync(
        Work work,
        IReadOnlyList<(Guid Id, long[] Keys)> customers,
        CancellationToken cancellationToken
    )
    {
        var ids = customers.Select(customer => customer.Id).ToList();
        var present = await work
            .Db.Set<CustomerKeySet>()
            .AsNoTracking()
            .Where(set => EF.Parameter(ids).Contains(set.CustomerId))
            .ToDictionaryAsync(set => set.CustomerId, cancellationToken);
        var live = await work.Query<Customer>()
            .Where(customer => EF.Parameter(ids).Contains(customer.Id))
            .Select(customer => customer.Id)
            .ToHashSetAsync(cancellationToken);
        var sets = new List<CustomerKeySet>(customers.Count);
        foreach (var (id, keys) in customers)
        {
            if (live.Contains(id) && !present.ContainsKey(id))
            {
                sets.Add(CustomerKeySet.Of(id, keys));
            }
            else
            {
                var own = present.GetValueOrDefault(id)?.ToKeys() ?? [];
                await RemoveAsync(work, id, [.. keys.Except(own)], cancellationToken);
            }
        }

        await work.Bulk.InsertAsync(sets, cancellationToken);
    }

    private static Task RemoveAsync(
        Work work,
        Guid customerId,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) =>
        work
            .Db.Set<CustomerKey>()
            .Where(key => EF.Parameter(keys).Contains(key.Key) && key.CustomerId == customerId)
            .ExecuteDeleteAsync(cancellationToken);
}
