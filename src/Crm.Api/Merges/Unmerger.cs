using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Merges.Survivorship;
using Crm.Api.Relationships;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Parts customers that were merged: each is as it was, but for what was changed since, which stays with the survivor.</summary>
internal sealed class Unmerger(IRecordChunk customers, Work work)
{
    private readonly Dictionary<(string Kind, string Field), CustomerReference> _references = [];
    private readonly Dictionary<Guid, Record> _records = [];
    private readonly List<Merge> _prepared = [];

    /// <summary>Refuses what cannot be taken back; the survivor has been read.</summary>
    /// <exception cref="RuleBroken">It was taken back before, or the survivor is not there to be parted from.</exception>
    public Customer Check(Merge merge)
    {
        if (merge.UnmergeTime is not null)
        {
            throw RuleBroken.State("unmerged", "The merge was taken back already.");
        }

        var survivor =
            customers.Tracked(merge.SurvivorId) as Customer
            ?? throw RuleBroken.State("not-found", "The survivor was removed for good.");
        Merging.Check(survivor);
        return survivor.DeleteTime is null
            ? survivor
            : throw RuleBroken.State("deleted", "The survivor is in the trash; undelete it first.");
    }

    /// <summary>Reads what these merges are about, with a few queries for all of them.</summary>
    public async Task LoadAsync(IReadOnlyCollection<Merge> merges, CancellationToken cancellationToken)
    {
        await customers.TrackWithTrashAsync(
            [.. merges.Select(merge => merge.SurvivorId), .. merges.SelectMany(Others)],
            cancellationToken
        );
        var moved = merges.SelectMany(merge => MergeSnapshot.Of(merge).Moved).ToLookup(one => (one.Kind, one.Field));
        foreach (var reference in CustomerReference.Of(work.Db.Model))
        {
            _references[(reference.Kind, reference.Field)] = reference;
            IReadOnlyList<Guid> ids = [.. moved[(reference.Kind, reference.Field)].SelectMany(one => one.Records)];
            var records = ids.Count == 0 ? [] : await reference.FindAsync(work, ids, cancellationToken);
            foreach (var record in records)
            {
                _records[record.Id] = record;
            }
        }
    }

    /// <summary>Prepares the survivor and what referred to the others.</summary>
    /// <exception cref="RuleBroken">It cannot be taken back, and nothing is prepared.</exception>
    public async Task<KeptByUnmerge> PrepareAsync(Merge merge, CancellationToken cancellationToken)
    {
        var snapshot = MergeSnapshot.Of(merge);
        var fields = await RestoreAsync(Check(merge), snapshot, cancellationToken);
        var references = MoveBack(merge.SurvivorId, snapshot);
        await RestoreRelationshipsAsync(snapshot, cancellationToken);
        merge.UnmergeTime = work.Now;
        _prepared.Add(merge);
        return new KeptByUnmerge(fields, references);
    }

    /// <summary>Saves what was prepared, and has the others come back.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        // The survivors' external ids must be gone before those of the others count again.
        await work.Db.SaveChangesAsync(cancellationToken);
        foreach (var other in _prepared.SelectMany(Others).Select(customers.Tracked).OfType<Customer>())
        {
            other.MergedIntoId = null;
            other.DeleteTime = null;
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        await MergedMembers.LeaveAsync(work, _prepared, cancellationToken);
    }

    private static IEnumerable<Guid> Others(Merge merge) => merge.Merged.Select(merged => merged.CustomerId);

    private async Task<IReadOnlyList<string>> RestoreAsync(
        Customer survivor,
        MergeSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var parted = new PartedForm(snapshot.Before, snapshot.After, MergeMember.FormOf(survivor));
        var form = BodyReader.Parse<CustomerForm>(
            JsonSerializer.SerializeToUtf8Bytes(parted.Form, Json.TypeInfo<JsonObject>())
        );
        await customers.UpdateAsync(survivor.Id, form, cancellationToken);
        return parted.Kept;
    }

    private List<MovedReferences> MoveBack(Guid survivor, MergeSnapshot snapshot)
    {
        var kept = new List<MovedReferences>();
        foreach (var moved in snapshot.Moved)
        {
            var reference = _references[(moved.Kind, moved.Field)];
            var still = moved
                .Records.Select(id => _records.GetValueOrDefault(id))
                .OfType<Record>()
                .Where(record => reference.Get(record) == survivor)
                .ToList();
            still.ForEach(record => reference.Set(record, moved.CustomerId));
            if (still.Count < moved.Records.Count)
            {
                kept.Add(
                    new MovedReferences
                    {
                        Kind = moved.Kind,
                        Field = moved.Field,
                        CustomerId = moved.CustomerId,
                        Records = [.. moved.Records.Except(still.Select(record => record.Id))],
                    }
                );
            }
        }

        return kept;
    }

    private async Task RestoreRelationshipsAsync(MergeSnapshot snapshot, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> ids = [.. snapshot.Dropped, .. snapshot.Demoted];
        if (ids.Count == 0)
        {
            return;
        }

        var links = await work.QueryWithTrash<Relationship>()
            .Where(link => EF.Parameter(ids).Contains(link.Id))
            .ToListAsync(cancellationToken);
        foreach (var link in links)
        {
            if (snapshot.Dropped.Contains(link.Id))
            {
                link.DeleteTime = null;
            }
            else
            {
                link.IsPrimary = true;
            }
        }
    }
}

/// <summary>What taking a merge back left as somebody has changed it since.</summary>
/// <param name="Fields">Fields of the survivor.</param>
/// <param name="References">References that were moved on, or whose record is gone.</param>
internal sealed record KeptByUnmerge(IReadOnlyList<string> Fields, IReadOnlyList<MovedReferences> References);
