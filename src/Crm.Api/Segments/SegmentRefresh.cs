using Crm.Api.Customers;
using Crm.Api.Data;
using Crm.Api.Http.Lists;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Segments;

/// <summary>
/// Writes down who is in a segment: of one range of customers after the other, each in a short transaction, so that others can write in
/// between. Whoever is not in it any more goes out, whoever is new comes in, and nobody is read into memory. One that was stopped
/// begins again, which changes nothing where it was already.
/// </summary>
internal sealed class SegmentRefresh(IServiceScopeFactory scopes, ListSettings settings) : IJobKind
{
    private const int CustomersAtOnce = 20_000;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var segmentId = SegmentRefreshOptions.Of(run.Job).SegmentId!.Value;
        await run.ChunkAsync(
            (_, _) => Task.FromResult((true, default(LedgerCounts) - run.Job.Counts)),
            cancellationToken
        );
        var after = Guid.Empty;
        while (after != Guid.AllBitsSet)
        {
            var last = await EndOfRangeAsync(run, after, cancellationToken) ?? Guid.AllBitsSet;
            await run.ChunkAsync(
                async (work, token) => (true, await RefreshAsync(work, segmentId, after, last, token)),
                cancellationToken
            );
            after = last;
        }

        await run.ChunkAsync(
            async (work, token) =>
            {
                await CountAsync(work, segmentId, token);
                return (true, default(LedgerCounts));
            },
            cancellationToken
        );
        await run.CompleteAsync(cancellationToken);
    }

    private async Task<Guid?> EndOfRangeAsync(JobRun run, Guid after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(run.Caller);
        return await work.QueryWithTrash<Customer>()
            .Where(customer => customer.Id > after)
            .OrderBy(customer => customer.Id)
            .Skip(CustomersAtOnce - 1)
            .Select(customer => (Guid?)customer.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>A list is only counted: whoever lies in the trash is on it again when taken out of there.</summary>
    private async Task<LedgerCounts> RefreshAsync(
        Work work,
        Guid segmentId,
        Guid after,
        Guid last,
        CancellationToken cancellationToken
    )
    {
        // Neither another refresh nor a merge may write the same members meanwhile.
        await work.HoldAsync<Segment>(segmentId, cancellationToken);
        var segment = await FindAsync(work, segmentId, cancellationToken);
        if (segment.Kind == SegmentKind.List)
        {
            return default;
        }

        var found = (await FoundAsync(work, segment, cancellationToken)).Where(customer =>
            customer.Id > after && customer.Id <= last
        );
        var members = work
            .Db.Set<SegmentMember>()
            .Where(member => member.SegmentId == segmentId && member.CustomerId > after && member.CustomerId <= last);
        var removed = await members
            .Where(member => !found.Any(customer => customer.Id == member.CustomerId))
            .ExecuteDeleteAsync(cancellationToken);
        var kept = await members.LongCountAsync(cancellationToken);
        var added = await MemberRows.InsertAsync(
            work,
            segmentId,
            found
                .Where(customer => !members.Any(member => member.CustomerId == customer.Id))
                .Select(customer => customer.Id),
            cancellationToken
        );
        return default(LedgerCounts) with
        {
            Read = added + removed + kept,
            Created = added,
            Deleted = removed,
            Unchanged = kept,
        };
    }

    private static async Task CountAsync(Work work, Guid segmentId, CancellationToken cancellationToken)
    {
        await work.HoldAsync<Segment>(segmentId, cancellationToken);
        var segment = await FindAsync(work, segmentId, cancellationToken);
        var count = await work.Query<Customer>()
            .LongCountAsync(SegmentAudience.IsMember(work, segmentId), cancellationToken);
        segment.Count(count, work.Now);
    }

    private static async Task<Segment> FindAsync(Work work, Guid segmentId, CancellationToken cancellationToken) =>
        await work.Query<Segment>().FirstOrDefaultAsync(segment => segment.Id == segmentId, cancellationToken)
        ?? throw new JobFailed("not-found", "The segment is not there any more.");

    private async Task<IQueryable<Customer>> FoundAsync(Work work, Segment segment, CancellationToken cancellationToken)
    {
        try
        {
            return work.Query<Customer>()
                .Where(await SegmentAudience.ConditionAsync(work, segment, settings.Zone, cancellationToken));
        }
        catch (RuleBroken broken)
        {
            throw new JobFailed(broken.Code, broken.Message);
        }
    }
}
