using Crm.Api.Jobs;
using Crm.Api.Kernel;

namespace Crm.Api.Schedules;

/// <summary>Starts a job again and again, at the times of a cron expression.</summary>
internal sealed class Schedule : Record
{
    /// <summary>Later than this, a time was missed rather than met.</summary>
    private static readonly TimeSpan Punctual = TimeSpan.FromMinutes(1);

    /// <summary>What was missed longer ago is not made up for.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromDays(1);

    public string Name { get; set; } = "";

    /// <summary>The name folded for sorting and searching.</summary>
    public string NameSort { get; set; } = "";

    public string Cron { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public bool IsEnabled { get; set; }

    public MisfirePolicy Misfire { get; set; }

    /// <summary>The kind of job it starts.</summary>
    public JobKind Kind { get; set; }

    /// <summary>What it starts, as JSON.</summary>
    public string Start { get; set; } = "{}";

    /// <summary>The key that made or last changed it; it acts with what that key may do.</summary>
    public Guid? KeyId { get; set; }

    // The rest is written where it fires.

    public DateTimeOffset? NextFireTime { get; set; }

    public DateTimeOffset? LastFireTime { get; set; }

    public Guid? LastJobId { get; set; }

    /// <summary>Why the last fire started nothing; null when it did.</summary>
    public string? LastErrorCode { get; set; }

    public string? LastErrorDetail { get; set; }

    public void NameIt(string name)
    {
        Name = name.Trim();
        NameSort = SortKey.Of(name);
    }

    public CronTimes Times() => CronTimes.Of(Cron, TimeZones.Find(TimeZone)!);

    /// <summary>Works out when it fires next; what came due before this moment is forgotten.</summary>
    public void PlanNext(DateTimeOffset now) => NextFireTime = IsEnabled ? Times().After(now) : null;

    /// <summary>Refuses to be waiting for a time that never comes.</summary>
    public void CheckComesDue()
    {
        if (IsEnabled && NextFireTime is null)
        {
            throw RuleBroken.Invalid(
                "schedule-never-due",
                "No time of this cron expression lies ahead. Change it, or disable the schedule.",
                "/cron"
            );
        }
    }

    /// <summary>The latest of the times that have come since it was looked at; null when none has.</summary>
    public DateTimeOffset? DueAt(DateTimeOffset now) =>
        IsEnabled && NextFireTime is { } next && next <= now ? Times().LastUntil(now)?.OrLater(next) ?? next : null;

    /// <summary>Why a time that came due is too late to be met, if it is.</summary>
    public SkippedFire? MissedBy(DateTimeOffset due, DateTimeOffset now)
    {
        var late = now - due;
        return late > CatchUp || (late > Punctual && Misfire == MisfirePolicy.Skip)
            ? new SkippedFire("fire-missed", $"Nobody was there to fire at {due.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}.")
            : null;
    }

    /// <summary>It has started a job.</summary>
    public ScheduleFire Fire(DateTimeOffset time, Job job)
    {
        job.ScheduleId = Id;
        (LastFireTime, LastJobId, LastErrorCode, LastErrorDetail) = (time, job.Id, null, null);
        return new ScheduleFire
        {
            ScheduleId = Id,
            FireTime = time,
            JobId = job.Id,
        };
    }

    /// <summary>It should have started a job, and could not.</summary>
    public ScheduleFire Skip(DateTimeOffset time, SkippedFire why)
    {
        (LastFireTime, LastErrorCode, LastErrorDetail) = (time, why.Code, why.Detail);
        return new ScheduleFire
        {
            ScheduleId = Id,
            FireTime = time,
            ErrorCode = why.Code,
            ErrorDetail = why.Detail,
        };
    }
}

/// <summary>What becomes of a time at which the service was not there.</summary>
internal enum MisfirePolicy
{
    /// <summary>One fire makes up for all times missed, the last of which must be less than a day old.</summary>
    RunOnce,

    /// <summary>It waits for the next time.</summary>
    Skip,
}

/// <summary>Why a fire started nothing.</summary>
/// <param name="Code">Stable machine word.</param>
/// <param name="Detail">In a sentence.</param>
internal sealed record SkippedFire(string Code, string Detail);
