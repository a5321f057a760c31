using Crm.Api.Data;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Has what refers to merged customers refer to their survivors, for many merges with a few queries.</summary>
internal sealed class ReferenceMover(Work work)
{
    /// <param name="survivors">The survivor of each customer that is merged.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was moved for each survivor; not saved yet.</returns>
    public async Task<IReadOnlyDictionary<Guid, MovedForSurvivor>> MoveAsync(
        IReadOnlyDictionary<Guid, Guid> survivors,
        CancellationToken cancellationToken
    )
    {
        var moved = survivors.Values.Distinct().ToDictionary(survivor => survivor, _ => new MovedForSurvivor());
        var movers = new Dictionary<Guid, Guid>();
        foreach (var reference in CustomerReference.Of(work.Db.Model))
        {
            var records = await reference.LoadAsync(work, [.. survivors.Keys], cancellationToken);
            foreach (var byCustomer in records.GroupBy(record => reference.Get(record)!.Value))
            {
                // Within a cluster nobody stands above another: the survivor's own parent was settled with its other values.
                var survivor = survivors[byCustomer.Key];
                var outside = byCustomer.Where(record => survivors.GetValueOrDefault(record.Id, record.Id) != survivor);
                List<Guid> ids = [];
                foreach (var record in outside)
                {
                    reference.Set(record, survivor);
                    movers[record.Id] = survivor;
                    ids.Add(record.Id);
                }

                moved[survivor].Add(reference, byCustomer.Key, ids);
            }
        }

        await TidyRelationshipsAsync(moved, movers, cancellationToken);
        return moved;
    }

    private async Task TidyRelationshipsAsync(
        Dictionary<Guid, MovedForSurvivor> moved,
        Dictionary<Guid, Guid> movers,
        CancellationToken cancellationToken
    )
    {
        var links = work.Db.ChangeTracker.Entries<Relationship>().Select(entry => entry.Entity).ToList();
        if (links.Count == 0)
        {
            return;
        }

        IReadOnlyList<Guid> survivors = [.. moved.Keys];
        // Tracked ones come back as they are now, moved; their neighbours as they are stored.
        await work.Query<Relationship>()
            .Where(link =>
                EF.Parameter(survivors).Contains(link.FromCustomerId)
                || EF.Parameter(survivors).Contains(link.ToCustomerId)
            )
            .LoadAsync(cancellationToken);
        var all = work.Db.ChangeTracker.Entries<Relationship>().Select(entry => entry.Entity);
        foreach (var link in MergedRelationships.Tidy(all, movers.ContainsKey, work.Now))
        {
            var tidied = moved[movers[link.Id]];
            (link.DeleteTime is null ? tidied.Demoted : tidied.Dropped).Add(link.Id);
        }
    }
}

/// <summary>What a merge has moved to one survivor.</summary>
internal sealed class MovedForSurvivor
{
    public List<MovedReferences> References { get; } = [];

    public List<Guid> Dropped { get; } = [];

    public List<Guid> Demoted { get; } = [];

    public void Add(CustomerReference reference, Guid customer, IReadOnlyList<Guid> records)
    {
        if (records.Count > 0)
        {
            References.Add(
                new MovedReferences
                {
                    Kind = reference.Kind,
                    Field = reference.Field,
                    CustomerId = customer,
                    Records = records,
                }
            );
        }
    }
}
