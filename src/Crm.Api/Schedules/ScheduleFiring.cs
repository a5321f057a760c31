using System.Linq.Expressions;
using Crm.Api.Access;
using Crm.Api.ApiKeys;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Schedules;

/// <summary>
/// Lets schedules fire. What is due is decided by the schedule's row, locked, at the service's own time; so it does no harm to ask too
/// often, too late, or on several nodes at once.
/// </summary>
internal sealed partial class ScheduleFiring(
    IServiceScopeFactory scopes,
    ScheduleStarts starts,
    DatabaseEngine engine,
    ILogger<ScheduleFiring> logger
)
{
    private static readonly SkippedFire Overlap = new("overlap", "The job of the fire before is still under way.");

    private static readonly SkippedFire KeyRevoked = new(
        "key-revoked",
        "The key that last changed the schedule was revoked. Change the schedule with another one."
    );

    private static readonly SkippedFire KeyExpired = new(
        "key-expired",
        "The key that last changed the schedule has expired. Change the schedule with another one."
    );

    /// <summary>Lets every schedule fire that is due, and works out the next time of those that do not know it.</summary>
    public Task FireDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        FireAsync(schedule => schedule.NextFireTime == null || schedule.NextFireTime <= now, cancellationToken);

    /// <summary>After the clock was moved: what came due fires, and what would wait too long after a move back is planned anew.</summary>
    public Task FollowClockAsync(CancellationToken cancellationToken) => FireAsync(_ => true, cancellationToken);

    /// <summary>Lets one schedule fire, if it is due.</summary>
    public async Task FireAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            await SettleAsync(id, refused: null, cancellationToken);
        }
        catch (Exception refusal) when (refusal is RuleBroken or ProblemException)
        {
            var problem = ProblemHandler.ProblemFor(refusal, engine);
            await SettleAsync(id, new SkippedFire(problem.Code, problem.Detail), cancellationToken);
        }
    }

    /// <summary>Starts the schedule's job for this work's caller, whatever time it is; nothing is saved yet.</summary>
    public async Task<Job> RunAsync(Schedule schedule, Work work, CancellationToken cancellationToken)
    {
        if (await OverlapsAsync(schedule, work, cancellationToken))
        {
            throw RuleBroken.State(Overlap.Code, Overlap.Detail);
        }

        var time = work.Now;
        while (await HasFiredAsync(schedule.Id, time, work, cancellationToken))
        {
            time = time.AddMicroseconds(1);
        }

        return await StartAsync(schedule, time, work, cancellationToken);
    }

    private async Task FireAsync(Expression<Func<Schedule, bool>> which, CancellationToken cancellationToken)
    {
        List<Guid> ids;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("schedules"));
            ids = await work.Query<Schedule>()
                .Where(schedule => schedule.IsEnabled)
                .Where(which)
                .OrderBy(schedule => schedule.Id)
                .Select(schedule => schedule.Id)
                .ToListAsync(cancellationToken);
        }

        foreach (var id in ids)
        {
            try
            {
                await FireAsync(id, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look tries again; the others must not wait for it.
                FireFailed(logger, failure, id);
            }
        }
    }

    private async Task SettleAsync(Guid id, SkippedFire? refused, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>();
        var obstacle = await ActAsKeyAsync(id, work, cancellationToken) ?? refused;
        await work.BeginPatientlyAsync(cancellationToken);
        await work.HoldAsync<Schedule>(id, cancellationToken);
        var schedule = await work.Query<Schedule>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (schedule is null || schedule.KeyId != work.Caller.KeyId)
        {
            // It went, or became somebody else's, while we waited; the next look knows.
            return;
        }

        if (schedule.DueAt(work.Now) is { } due && !await HasFiredAsync(id, due, work, cancellationToken))
        {
            obstacle = schedule.MissedBy(due, work.Now) ?? obstacle;
            if (obstacle is null && await OverlapsAsync(schedule, work, cancellationToken))
            {
                obstacle = Overlap;
            }

            if (obstacle is null)
            {
                await StartAsync(schedule, due, work, cancellationToken);
            }
            else
            {
                work.Db.Add(schedule.Skip(due, obstacle));
            }
        }

        schedule.PlanNext(work.Now);
        await work.Db.SaveChangesAsync(cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private async Task<Job> StartAsync(
        Schedule schedule,
        DateTimeOffset time,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var job = await starts.StartAsync(ScheduleStart.Of(schedule), work, cancellationToken);
        work.Db.Add(schedule.Fire(time, job));
        return job;
    }

    /// <summary>Has the work done for the key that last changed the schedule, with what that key may do now.</summary>
    /// <returns>Why the key may do nothing, if so.</returns>
    private static async Task<SkippedFire?> ActAsKeyAsync(Guid id, Work work, CancellationToken cancellationToken)
    {
        var keyId = await work.Query<Schedule>()
            .Where(schedule => schedule.Id == id)
            .Select(schedule => schedule.KeyId)
            .FirstOrDefaultAsync(cancellationToken);
        var key = await work.Query<ApiKey>()
            .AsNoTracking()
            .FirstOrDefaultAsync(key => key.Id == keyId, cancellationToken);
        var obstacle =
            key is null ? KeyRevoked
            : key.ExpireTime <= work.Now ? KeyExpired
            : null;
        work.For(
            new Caller
            {
                KeyId = keyId,
                Name = key?.Name ?? "",
                Scopes = obstacle is null ? ScopeSet.Parse(key!.Scopes) : ScopeSet.None,
                ExpireTime = key?.ExpireTime,
                Via = "schedule",
                RequestId = id.ToString(),
            }
        );
        return obstacle;
    }

    /// <summary>A virtual clock may come to the same time twice.</summary>
    private static Task<bool> HasFiredAsync(
        Guid id,
        DateTimeOffset time,
        Work work,
        CancellationToken cancellationToken
    ) =>
        work.Db.Set<ScheduleFire>().AnyAsync(fire => fire.ScheduleId == id && fire.FireTime == time, cancellationToken);

    private static async Task<bool> OverlapsAsync(Schedule schedule, Work work, CancellationToken cancellationToken) =>
        await work.Query<Job>()
            .AsNoTracking()
            .FirstOrDefaultAsync(job => job.Id == schedule.LastJobId, cancellationToken)
            is { IsOver: false };

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Schedule {ScheduleId} could not fire; it is tried again within a minute"
    )]
    private static partial void FireFailed(ILogger logger, Exception exception, Guid scheduleId);
}
