using Crm.Api.Data;
using Crm.Api.Segments;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Merges;

/// <summary>
/// Has survivors be in every segment that one of the merged was in, once. The others stay in as well, where nobody sees them as long as
/// they lie in the trash, and so they are in again when the merge is taken back.
/// </summary>
internal static class MergedMembers
{
    /// <summary>Adds the survivors, without saving them.</summary>
    public static async Task FollowAsync(Work work, IReadOnlyList<Merge> merges, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> customers =
        [
            .. merges.SelectMany(merge => merge.Merged.Select(merged => merged.CustomerId).Append(merge.SurvivorId)),
        ];
        var members = await work
            .Db.Set<SegmentMember>()
            .AsNoTracking()
            .Where(member => EF.Parameter(customers).Contains(member.CustomerId))
            .ToListAsync(cancellationToken);
        var segmentsOf = members.ToLookup(member => member.CustomerId, member => member.SegmentId);
        foreach (var merge in merges)
        {
            var missing = merge
                .Merged.SelectMany(merged => segmentsOf[merged.CustomerId])
                .Except(segmentsOf[merge.SurvivorId]);
            work.Db.AddRange(
                missing.Select(segmentId => new SegmentMember
                {
                    SegmentId = segmentId,
                    CustomerId = merge.SurvivorId,
                    MergeId = merge.Id,
                })
            );
        }
    }

    /// <summary>Takes out again whom these merges brought in.</summary>
    public static Task LeaveAsync(Work work, IReadOnlyList<Merge> merges, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid?> ids = [.. merges.Select(merge => (Guid?)merge.Id)];
        return work
            .Db.Set<SegmentMember>()
            .Where(member => EF.Parameter(ids).Contains(member.MergeId))
            .ExecuteDeleteAsync(cancellationToken);
    }
}
