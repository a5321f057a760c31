using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Data.Bulk;
using Crm.Api.Data.Following;
using Crm.Api.DedupeRuns;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Crm.Api.Duplicates;

/// <summary>Keeps the stored keys in step with the customers outside the trash.</summary>
internal sealed class CustomerKeyKeeper(CustomerKeySweep sweep, DatabaseEngine engine)
    : RecordFollower(typeof(Customer))
{
    private static readonly string[] Compared =
    [
        nameof(Customer.Kind),
        nameof(Customer.Name),
        nameof(Customer.GivenName),
        nameof(Customer.FamilyName),
        nameof(Customer.BirthDate),
    ];

    public override async Task SavingAsync(
        CrmDb db,
        IReadOnlyList<RecordChange> changes,
        CancellationToken cancellationToken
    )
    {
        var concerned = changes.Where(change => IsCompared(change) || IsTrashed(change)).ToList();
        if (concerned.Count == 0)
        {
            return;
        }

        var live = concerned.Where(change => change.Record.DeleteTime is null).ToList();
        foreach (var change in live)
        {
            await LoadPartsAsync(change, cancellationToken);
        }

        var wanted = live.Select(change => change.Record.Id)
            .Zip(BlockKeysOfCustomers.Of(live.Select(change => (Customer)change.Record)))
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var present = await PresentAsync(db, concerned, cancellationToken);
        var tracked = db
            .ChangeTracker.Entries<CustomerKey>()
            .ToDictionary(entry => (entry.Entity.Key, entry.Entity.CustomerId));
        var added = new List<CustomerKey>();
        foreach (var id in concerned.Select(change => change.Record.Id))
        {
            Replace(db, id, present.GetValueOrDefault(id), wanted.GetValueOrDefault(id), tracked, added);
        }

        if (engine.IsShared)
        {
            db.AddRange(added);
        }
        else
        {
            // Some may be there, though no set tells of them: SortedKeys enters the keys first.
            await new SqliteBulkWriter(db) { LeavesPresent = true }.InsertAsync(added, cancellationToken);
        }
    }

    public override async Task InsertedAsync(
        BulkWriter bulk,
        IReadOnlyList<Record> records,
        bool isPartOfMany,
        CancellationToken cancellationToken
    )
    {
        if (isPartOfMany && !engine.IsShared)
        {
            sweep.Owe(records);
        }
        else
        {
            await InsertAsync(bulk, [.. records.Cast<Customer>().Select(ReadCustomer.Of)], cancellationToken);
        }
    }

    public override Task CatchUpAsync(CancellationToken cancellationToken) =>
        engine.IsShared ? Task.CompletedTask : sweep.CatchUpAsync(cancellationToken);

    /// <summary>Writes the keys of customers that have none.</summary>
    public static async Task InsertAsync(
        BulkWriter bulk,
        IReadOnlyList<ReadCustomer> customers,
        CancellationToken cancellationToken
    )
    {
        var keys = BlockKeysOfCustomers.Of(customers);
        await bulk.InsertAsync(
            [.. customers.Select((customer, index) => CustomerKeySet.Of(customer.Row.Id, keys[index]))],
            cancellationToken
        );
        // In their order, since neighbours lie on one page.
        await bulk.InsertAsync(
            [
                .. customers
                    .SelectMany(
                        (customer, index) =>
                            keys[index].Select(key => new CustomerKey { Key = key, CustomerId = customer.Row.Id })
                    )
                    .OrderBy(key => key.Key),
            ],
            cancellationToken
        );
    }

    /// <summary>Whether a change touches what customers are compared by.</summary>
    public static bool IsCompared(RecordChange change) =>
        change.Root.State == EntityState.Added
        || Array.Exists(Compared, name => change.Root.Property(name).IsModified)
        || change.Parts.Exists(part => part is { Entity: ContactPoint or Address, State: not EntityState.Unchanged });

    private static bool IsTrashed(RecordChange change) => change.Root.Property(nameof(Record.DeleteTime)).IsModified;

    /// <summary>Who changes only a customer's own columns may not have read its parts.</summary>
    private static async Task LoadPartsAsync(RecordChange change, CancellationToken cancellationToken)
    {
        if (change.Root.State == EntityState.Added)
        {
            return;
        }

        foreach (var list in (string[])[nameof(Customer.ContactPoints), nameof(Customer.Addresses)])
        {
            if (change.Root.Collection(list) is { IsLoaded: false } parts)
            {
                await parts.LoadAsync(cancellationToken);
            }
        }
    }

    private static async Task<Dictionary<Guid, CustomerKeySet>> PresentAsync(
        CrmDb db,
        List<RecordChange> changes,
        CancellationToken cancellationToken
    )
    {
        var ids = changes
            .Where(change => change.Root.State != EntityState.Added)
            .Select(change => change.Record.Id)
            .ToList();
        return ids.Count == 0
            ? []
            : await db.Set<CustomerKeySet>()
                .Where(set => EF.Parameter(ids).Contains(set.CustomerId))
                .ToDictionaryAsync(set => set.CustomerId, cancellationToken);
    }

    private static void Replace(
        CrmDb db,
        Guid customerId,
        CustomerKeySet? present,
        IReadOnlyList<long>? wanted,
        Dictionary<(long, Guid), EntityEntry<CustomerKey>> tracked,
        List<CustomerKey> added
    )
    {
        var former = present?.ToKeys() ?? [];
        foreach (var key in former.Except(wanted ?? []))
        {
            if (tracked.TryGetValue((key, customerId), out var entry))
            {
                entry.State = EntityState.Deleted;
            }
            else
            {
                db.Remove(new CustomerKey { Key = key, CustomerId = customerId });
            }
        }

        added.AddRange(
            (wanted ?? []).Except(former).Select(key => new CustomerKey { Key = key, CustomerId = customerId })
        );
        if (present is null && wanted is not null)
        {
            db.Add(CustomerKeySet.Of(customerId, wanted));
        }
        else if (present is not null && wanted is null)
        {
            db.Remove(present);
        }
        else if (present is not null)
        {
            db.Entry(present).CurrentValues.SetValues(CustomerKeySet.Of(customerId, wanted!));
        }
    }
}
