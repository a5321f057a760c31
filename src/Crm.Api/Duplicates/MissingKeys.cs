using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>Makes the keys of customers that have none, or those of an earlier version.</summary>
internal sealed class MissingKeys(IServiceScopeFactory scopes, DatabaseEngine engine)
{
    /// <summary>Some ten megabytes for as long as it takes; with fewer, fewer keys of a page would come together.</summary>
    public const int SortedAtOnce = 50_000;

    private const int LockedAtOnce = 1000;

    /// <summary>Goes over all customers from one on.</summary>
    /// <returns>How many keys were made for.</returns>
    public Task<int> MakeAsync(Guid from, CancellationToken cancellationToken) =>
        engine.IsShared ? LockAsync(from, cancellationToken) : SortAsync(from, cancellationToken);

    /// <summary>Each page in one transaction, in which nobody else changes its customers.</summary>
    private async Task<int> LockAsync(Guid from, CancellationToken cancellationToken)
    {
        var made = 0;
        List<Guid> ids;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
            await work.BeginPatientlyAsync(cancellationToken);
            ids = await WithoutKeys(work)
                .Where(customer => customer.Id >= from)
                .OrderBy(customer => customer.Id)
                .Select(customer => customer.Id)
                .Take(LockedAtOnce)
                .ToListAsync(cancellationToken);
            made += await MakeAsync(work, ids, cancellationToken);
            await work.CommitAsync(cancellationToken);
            from = ids is [.., var last] ? last : from;
        } while (ids.Count == LockedAtOnce);

        return made;
    }

    private static async Task<int> MakeAsync(Work work, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        // Whoever is changed meanwhile is not to get the keys of what it was before.
        await work.Query<Customer>()
            .Where(customer => EF.Parameter(ids).Contains(customer.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(customer => customer.Version, customer => customer.Version),
                cancellationToken
            );
        var sets = work.Db.Set<CustomerKeySet>().Where(set => EF.Parameter(ids).Contains(set.CustomerId));
        await RemoveFormerAsync(work, sets, cancellationToken);
        var missing = WithoutKeys(work).Where(customer => EF.Parameter(ids).Contains(customer.Id));
        var made = 0;
        await foreach (var page in CustomerReader.PagesAsync(work, missing, cancellationToken))
        {
            await CustomerKeyKeeper.InsertAsync(work.Bulk, page, cancellationToken);
            made += page.Count;
        }

        return made;
    }

    private async Task<int> SortAsync(Guid from, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        if (from == Guid.Empty)
        {
            await RemoveFormerAsync(work, cancellationToken);
        }

        var sorted = new SortedKeys(scopes, engine);
        var customers = new KeyedCustomers();
        var made = 0;
        await foreach (var page in CustomerReader.PagesAsync(work, WithoutKeys(work), cancellationToken, from))
        {
            foreach (var (customer, keys) in page.Zip(BlockKeysOfCustomers.Of(page)))
            {
                customers.Add(customer.Row.Id, keys);
            }

            if (customers.Count >= SortedAtOnce)
            {
                await sorted.EnterAsync(customers, cancellationToken);
                made += customers.Count;
                customers.Clear();
            }
        }

        await sorted.EnterAsync(customers, cancellationToken);
        return made + customers.Count;
    }

    private static IQueryable<Customer> WithoutKeys(Work work)
    {
        var present = work.Db.Set<CustomerKeySet>().Where(set => set.Version == BlockKeysOfCustomers.Version);
        return work.Query<Customer>().Where(customer => !present.Any(set => set.CustomerId == customer.Id));
    }

    /// <summary>All keys of earlier versions, which only an earlier release can have left.</summary>
    private async Task RemoveFormerAsync(Work reading, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        while (await FormerOf(reading.Db.Set<CustomerKeySet>()).AnyAsync(cancellationToken))
        {
            await work.BeginPatientlyAsync(cancellationToken);
            await RemoveFormerAsync(work, work.Db.Set<CustomerKeySet>(), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    private static IQueryable<CustomerKeySet> FormerOf(IQueryable<CustomerKeySet> sets) =>
        sets.Where(set => set.Version != BlockKeysOfCustomers.Version);

    private static async Task RemoveFormerAsync(
        Work work,
        IQueryable<CustomerKeySet> sets,
        CancellationToken cancellationToken
    )
    {
        var former = await FormerOf(sets)
            .OrderBy(set => set.CustomerId)
            .Take(LockedAtOnce)
            .ToListAsync(cancellationToken);
        work.Db.RemoveRange(
            former.SelectMany(set =>
                set.ToKeys().Select(key => new CustomerKey { Key = key, CustomerId = set.CustomerId })
            )
        );
        work.Db.RemoveRange(former);
        await work.Db.SaveChangesAsync(cancellationToken);
        work.Db.ChangeTracker.Clear();
    }
}
