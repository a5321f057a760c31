using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Merges.Survivorship;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>Makes one customer of several, for many clusters in one unit of work.</summary>
internal sealed class ClusterMerger(IRecordChunk customers, Work work)
{
    private const int MaxDepth = 50;

    private DecidedApart _apart = DecidedApart.Nobody;

    public async Task LoadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await customers.TrackWithTrashAsync(ids, cancellationToken);
        _apart = await DecidedApart.AmongAsync(ids, work, cancellationToken);
    }

    /// <summary>A customer that was loaded and can be merged; null for one that is not there, in the trash, or merged already.</summary>
    public Customer? Find(Guid id) => customers.Tracked(id) is Customer { DeleteTime: null } found ? found : null;

    /// <summary>A customer that was loaded, as it is now.</summary>
    public Customer Tracked(Guid id) => (Customer)customers.Tracked(id)!;

    /// <summary>What the customers of a cluster would make.</summary>
    /// <exception cref="RuleBroken">One of them is not there any more.</exception>
    public async Task<GoldenRecord> SettleAsync(
        MergeCluster cluster,
        SurvivorshipRules rules,
        CancellationToken cancellationToken
    )
    {
        var members = cluster.CustomerIds!.Index().Select(member => MergeMember.Of(Present(member.Item, member.Index)));
        var golden = new GoldenRecord(rules.InOrder([.. members], cluster.SurvivorId), rules, cluster.Values);
        if (_apart.Find(cluster.CustomerIds!) is { } apart)
        {
            golden.Add(
                new MergeConflict(
                    "decided-apart",
                    "/customerIds",
                    $"Somebody has said that '{apart.One}' and '{apart.Other}' are not one; change that decision first."
                )
            );
        }

        if (await StandsUnderItselfAsync(golden, cluster, cancellationToken))
        {
            golden.Add(
                new MergeConflict(
                    "reference-cycle",
                    "/parentId",
                    "The merged organisation would stand under itself; give another 'parentId'."
                )
            );
        }

        return golden;
    }

    /// <summary>Prepares the survivor; nothing else is touched yet.</summary>
    /// <exception cref="RuleBroken">The merged record breaks a rule, or a person has to decide; nothing is prepared.</exception>
    public async Task PrepareAsync(GoldenRecord golden, CancellationToken cancellationToken)
    {
        if (golden.Conflicts is [var conflict, ..])
        {
            throw RuleBroken.State(conflict.Code, conflict.Detail, conflict.Field);
        }

        var form = BodyReader.Parse<CustomerForm>(
            JsonSerializer.SerializeToUtf8Bytes(golden.Form, Json.TypeInfo<JsonObject>())
        );
        FormValidation.Check(form);
        await customers.UpdateAsync(golden.SurvivorId, form, cancellationToken);
    }

    /// <summary>Carries out what was prepared, for all clusters at once, and saves it.</summary>
    /// <returns>The merges, in the order of the clusters.</returns>
    public async Task<IReadOnlyList<Merge>> MergeAsync(
        IReadOnlyList<SettledCluster> clusters,
        Guid? jobId,
        CancellationToken cancellationToken
    )
    {
        if (clusters.Count == 0)
        {
            return [];
        }

        var survivors = clusters
            .SelectMany(cluster => cluster.Others.Select(other => (other, cluster.Golden.SurvivorId)))
            .ToDictionary(pair => pair.other, pair => pair.SurvivorId);
        await FreeExternalIdsAsync([.. survivors.Keys], cancellationToken);
        foreach (var (id, survivor) in survivors)
        {
            var other = Tracked(id);
            other.MergedIntoId = survivor;
            other.DeleteTime = work.Now;
        }

        var moved = await new ReferenceMover(work).MoveAsync(survivors, cancellationToken);
        List<Merge> merges = [.. clusters.Select(cluster => MergeOf(cluster, moved, jobId))];
        work.Db.AddRange(merges);
        await MergedMembers.FollowAsync(work, merges, cancellationToken);
        await work.Db.SaveChangesAsync(cancellationToken);
        return merges;
    }

    public long VersionOf(Guid id) => customers.SavedVersionOf(id);

    /// <summary>Leaves the customers of a cluster as they are stored.</summary>
    public void Forget(Guid id) => customers.Forget(id);

    private Merge MergeOf(SettledCluster cluster, IReadOnlyDictionary<Guid, MovedForSurvivor> moved, Guid? jobId)
    {
        var tidied = moved[cluster.Golden.SurvivorId];
        var merge = new Merge
        {
            Id = work.NewId(),
            SurvivorId = cluster.Golden.SurvivorId,
            JobId = jobId,
            Snapshot = new MergeSnapshot
            {
                Before = cluster.Before,
                After = MergeMember.FormOf(Tracked(cluster.Golden.SurvivorId)),
                Moved = tidied.References,
                Dropped = tidied.Dropped,
                Demoted = tidied.Demoted,
            }.ToJson(),
        };
        merge.Merged.AddRange(
            cluster.Others.Select((id, position) => new MergedCustomer { Position = position, CustomerId = id })
        );
        return merge;
    }

    private Customer Present(Guid id, int index) =>
        Find(id)
        ?? throw (
            customers.Tracked(id) is { } gone
                ? RuleBroken.State(
                    gone is Customer { MergedIntoId: not null } ? "merged" : "deleted",
                    $"The customer '{id}' is in the trash, or was merged already.",
                    $"/customerIds/{index}"
                )
                : RuleBroken.Invalid(
                    "unknown-reference",
                    $"There is no customer '{id}', or you may not see it.",
                    $"/customerIds/{index}"
                )
        );

    /// <summary>The survivor takes them over in the same save, and the unique index would see both.</summary>
    private Task FreeExternalIdsAsync(IReadOnlyList<Guid> others, CancellationToken cancellationToken) =>
        work
            .Db.Set<ExternalId<Customer>>()
            .Where(id => EF.Parameter(others).Contains(id.ParentId))
            .ExecuteUpdateAsync(set => set.SetProperty(id => id.DeleteTime, work.Now), cancellationToken);

    private async Task<bool> StandsUnderItselfAsync(
        GoldenRecord golden,
        MergeCluster cluster,
        CancellationToken cancellationToken
    )
    {
        var next = golden.Form["parentId"]?.GetValue<Guid>();
        for (var depth = 0; next is { } id; depth++)
        {
            if (cluster.CustomerIds!.Contains(id) || depth == MaxDepth)
            {
                return true;
            }

            next = await work.QueryWithTrash<Customer>()
                .Where(other => other.Id == id)
                .Select(other => other.ParentId)
                .FirstOrDefaultAsync(cancellationToken);
        }

        return false;
    }
}
