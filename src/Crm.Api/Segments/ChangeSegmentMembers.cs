using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Segments;

/// <summary>Puts customers onto a list, and takes others off it.</summary>
internal static class ChangeSegmentMembers
{
    public const int Most = 500;

    public static async Task<Answer<ChangeSegmentMembersResponse>> Handle(
        IdOrNumber id,
        Body<ChangeSegmentMembersRequest> body,
        Work work,
        SegmentResource resource,
        CancellationToken cancellationToken
    )
    {
        work.Caller.CheckRead("customers");
        IReadOnlyList<Guid> add = [.. (body.Value.Add ?? []).Distinct()];
        IReadOnlyList<Guid> remove = [.. (body.Value.Remove ?? []).Distinct()];
        if (add.Intersect(remove).Any())
        {
            throw RuleBroken.Invalid("segment-member-twice", "A customer is put onto a list or taken off.", "/remove");
        }

        var segment = await LoadAsync(id, work, cancellationToken);
        await CheckAsync(body.Value.Add ?? [], work, cancellationToken);
        var members = work.Db.Set<SegmentMember>().Where(member => member.SegmentId == segment.Id);
        var removed = await members
            .Where(member => EF.Parameter(remove).Contains(member.CustomerId))
            .ExecuteDeleteAsync(cancellationToken);
        var added = await AddAsync(segment, add, members, work, cancellationToken);
        if (added + removed > 0)
        {
            var count = await work.Query<Customer>()
                .LongCountAsync(SegmentAudience.IsMember(work, segment.Id), cancellationToken);
            segment.Count(count, work.Now);
            await work.Db.SaveChangesAsync(cancellationToken);
        }

        return Answer.Ok(
            new ChangeSegmentMembersResponse
            {
                Added = added,
                Removed = removed,
                MemberCount = segment.MemberCount.GetValueOrDefault(),
            },
            EntityTags.Of(segment)
        );
    }

    /// <summary>Of two who change a list at once the second waits here, and counts what the first has left.</summary>
    private static async Task<Segment> LoadAsync(IdOrNumber id, Work work, CancellationToken cancellationToken)
    {
        if (Guid.TryParseExact(id.Text, "D", out var known))
        {
            await work.HoldAsync<Segment>(known, cancellationToken);
        }

        var segment =
            await id.FindAsync(work.Query<Segment>(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("segment", id.Text));
        segment.DemandList();
        return segment;
    }

    private static async Task CheckAsync(IReadOnlyList<Guid> wanted, Work work, CancellationToken cancellationToken)
    {
        var present = await work.Query<Customer>()
            .Where(customer => EF.Parameter(wanted).Contains(customer.Id))
            .Select(customer => customer.Id)
            .ToHashSetAsync(cancellationToken);
        foreach (var (index, customerId) in wanted.Index())
        {
            if (!present.Contains(customerId))
            {
                throw RuleBroken.Invalid(
                    "unknown-reference",
                    $"There is no customer '{customerId}', or you may not see it.",
                    $"/add/{index}"
                );
            }
        }
    }

    private static async Task<int> AddAsync(
        Segment segment,
        IReadOnlyList<Guid> add,
        IQueryable<SegmentMember> members,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var present = await members
            .Where(member => EF.Parameter(add).Contains(member.CustomerId))
            .ToDictionaryAsync(member => member.CustomerId, cancellationToken);
        foreach (var member in present.Values)
        {
            // Who came in by a merge stays now, whatever becomes of the merge.
            member.MergeId = null;
        }

        var missing = add.Where(customerId => !present.ContainsKey(customerId)).ToList();
        work.Db.AddRange(
            missing.Select(customerId => new SegmentMember { SegmentId = segment.Id, CustomerId = customerId })
        );
        await work.Db.SaveChangesAsync(cancellationToken);
        return missing.Count;
    }
}
