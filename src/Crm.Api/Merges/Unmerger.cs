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

    /// <exception cref="RuleBroken">It cannot be taken back, and nothing was changed.</exception>
    public async Task<KeptByUnmerge> UnmergeAsync(Merge merge, CancellationToken cancellationToken)
    {
        var others = merge.Merged.ConvertAll(merged => merged.CustomerId);
        await customers.TrackWithTrashAsync([merge.SurvivorId, .. others], cancellationToken);
        var snapshot = MergeSnapshot.Of(merge);
        var fields = await RestoreAsync(Check(merge), snapshot, cancellationToken);
        var references = await MoveBackAsync(merge.SurvivorId, snapshot, cancellationToken);
        await RestoreRelationshipsAsync(snapshot, cancellationToken);
        merge.UnmergeTime = work.Now;
        // The survivor's external ids must be gone before those of the others count again.
        await work.Db.SaveChangesAsync(cancellationToken);
        foreach (var other in others.Select(customers.Tracked).OfType<Customer>())
        {
            other.MergedIntoId = null;
            other.DeleteTime = null;
        }

        await work.Db.SaveChangesAsync(cancellationToken);
        return new KeptByUnmerge(fields, references);
    }

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

    private async Task<IReadOnlyList<MovedReferences>> MoveBackAsync(
        Guid survivor,
        MergeSnapshot snapshot,
        CancellationToken cancellationToken
    )
    {
        var references = CustomerReference.Of(work.Db.Model).ToDictionary(one => (one.Kind, one.Field));
        var kept = new List<MovedReferences>();
        foreach (var moved in snapshot.Moved)
        {
            var reference = references[(moved.Kind, moved.Field)];
            var records = await reference.FindAsync(work, moved.Records, cancellationToken);
            var still = records.Where(record => reference.Get(record) == survivor).ToList();
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
