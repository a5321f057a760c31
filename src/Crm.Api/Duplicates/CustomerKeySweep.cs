using Crm.Api.Access;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.DedupeRuns;
using Crm.Api.Http;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Duplicates;

/// <summary>
/// Makes the keys of customers that have none, or those of an earlier version: once, soon after the start, and on SQLite again beside an
/// import, which leaves them to this. Whoever is changed has them made on the way. Stopped, it goes on at the next start.
/// </summary>
internal sealed partial class CustomerKeySweep(
    IServiceScopeFactory scopes,
    DatabaseEngine engine,
    ILogger<CustomerKeySweep> logger
) : BackgroundService
{
    private const int LockedAtOnce = 1000;

    /// <summary>Some ten megabytes for as long as it takes; with fewer, fewer keys of a page would come together.</summary>
    private const int SortedAtOnce = 50_000;

    /// <summary>Looking through all customers takes a core for seconds that whoever starts the service waits for.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly WakeSignal _wake = new();
    private readonly Lock _debt = new();

    // What an earlier process has left is not known, so all customers are looked at first.
    private Guid? _owedFrom = Guid.Empty;
    private int _owed;

    /// <summary>Takes note of new customers that come without keys.</summary>
    public void Owe(IReadOnlyList<Record> customers)
    {
        lock (_debt)
        {
            var first = customers.Min(customer => customer.Id);
            _owedFrom = _owedFrom is { } from && from < first ? from : first;
            _owed += customers.Count;
            if (_owed >= SortedAtOnce)
            {
                _owed = 0;
                _wake.Give();
            }
        }
    }

    /// <summary>Makes all that are owed.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (await TakeAsync(cancellationToken) is { } from)
            {
                await PayAsync(from, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes over all customers from one on.</summary>
    /// <returns>How many keys were made for.</returns>
    public Task<int> RunAsync(Guid from, CancellationToken cancellationToken) =>
        engine.IsShared ? LockAsync(from, cancellationToken) : SortAsync(from, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _wake.WaitAsync(AfterStart, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away, or another node makes the same keys.
                SweepFailed(logger, failure);
            }

            await _wake.WaitAsync(Pause, stoppingToken);
        }
    }

    /// <summary>Taken while nobody else writes on SQLite: customers that are owed for but not committed yet would be missed for ever.</summary>
    private async Task<Guid?> TakeAsync(CancellationToken cancellationToken)
    {
        lock (_debt)
        {
            if (_owedFrom is null)
            {
                return null;
            }
        }

        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("duplicates"));
        await work.BeginPatientlyAsync(cancellationToken);
        lock (_debt)
        {
            var from = _owedFrom;
            (_owedFrom, _owed) = (null, 0);
            return from;
        }
    }

    private async Task PayAsync(Guid from, CancellationToken cancellationToken)
    {
        try
        {
            if (await RunAsync(from, cancellationToken) is > 0 and var made)
            {
                KeysMade(logger, made);
            }
        }
        catch
        {
            lock (_debt)
            {
                _owedFrom = _owedFrom < from ? _owedFrom : from;
            }

            throw;
        }
    }

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

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the keys to find {Customers} customers again by.")]
    private static partial void KeysMade(ILogger logger, int customers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Making the keys of customers failed and will be tried again.")]
    private static partial void SweepFailed(ILogger logger, Exception failure);
}
