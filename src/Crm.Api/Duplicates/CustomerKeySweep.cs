using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>
/// Makes the keys of customers that have none, or those of an earlier version, once, soon after the start; whoever is changed has them made on the
/// way. Stopped, it goes on at the next start.
/// </summary>
internal sealed partial class CustomerKeySweep(IServiceScopeFactory scopes, ILogger<CustomerKeySweep> logger)
    : BackgroundService
{
    private const int CustomersAtOnce = 1000;

    /// <summary>Looking through all customers takes a core for seconds that whoever starts the service waits for.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Goes over all customers.</summary>
    /// <returns>How many keys were made for.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (made, after) = (0, Guid.Empty);
        while (await NextAsync(after, cancellationToken) is [.., var last] ids)
        {
            made += await MakeAsync(ids, cancellationToken);
            after = last;
        }

        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, stoppingToken);
        while (true)
        {
            try
            {
                if (await RunAsync(stoppingToken) is > 0 and var made)
                {
                    KeysMade(logger, made);
                }

                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away, or another node makes the same keys.
                SweepFailed(logger, failure);
            }

            await Task.Delay(Pause, stoppingToken);
        }
    }

    private async Task<List<Guid>> NextAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        return await WithoutKeys(work)
            .Where(customer => customer.Id > after)
            .OrderBy(customer => customer.Id)
            .Select(customer => customer.Id)
            .Take(CustomersAtOnce)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Customer> WithoutKeys(Work work)
    {
        var present = work.Db.Set<CustomerKeySet>().Where(set => set.Version == BlockKeysOfCustomers.Version);
        return work.Query<Customer>().Where(customer => !present.Any(set => set.CustomerId == customer.Id));
    }

    private async Task<int> MakeAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        await work.BeginPatientlyAsync(cancellationToken);
        // Whoever is changed meanwhile is not to get the keys of what it was before.
        await work.Query<Customer>()
            .Where(customer => EF.Parameter(ids).Contains(customer.Id))
            .ExecuteUpdateAsync(
                set => set.SetProperty(customer => customer.Version, customer => customer.Version),
                cancellationToken
            );
        await RemoveFormerAsync(work, ids, cancellationToken);
        var missing = WithoutKeys(work).Where(customer => EF.Parameter(ids).Contains(customer.Id));
        var made = 0;
        await foreach (var page in CustomerReader.PagesAsync(work, missing, cancellationToken))
        {
            await CustomerKeyKeeper.InsertAsync(work.Bulk, page, cancellationToken);
            made += page.Count;
        }

        await work.CommitAsync(cancellationToken);
        return made;
    }

    private static async Task RemoveFormerAsync(Work work, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var former = await work
            .Db.Set<CustomerKeySet>()
            .Where(set => EF.Parameter(ids).Contains(set.CustomerId) && set.Version != BlockKeysOfCustomers.Version)
            .ToListAsync(cancellationToken);
        if (former.Count > 0)
        {
            work.Db.RemoveRange(
                former.SelectMany(set =>
                    set.ToKeys().Select(key => new CustomerKey { Key = key, CustomerId = set.CustomerId })
                )
            );
            work.Db.RemoveRange(former);
            await work.Db.SaveChangesAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the keys to find {Customers} customers again by.")]
    private static partial void KeysMade(ILogger logger, int customers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Making the keys of customers failed and will be tried again.")]
    private static partial void SweepFailed(ILogger logger, Exception failure);
}
