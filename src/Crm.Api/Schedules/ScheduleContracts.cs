using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Crm.Api.BulkChanges;
using Crm.Api.Campaigns;
using Crm.Api.DedupeRuns;
using Crm.Api.Exports;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Kernel.Validation;
using Crm.Api.Segments;

namespace Crm.Api.Schedules;

/// <summary>A schedule, as it is written.</summary>
internal sealed class ScheduleForm
{
    /// <summary>Unique.</summary>
    [Required]
    [StringLength(120)]
    [Example("nightly customers")]
    public string? Name { get; init; }

    /// <summary>
    /// When: five fields as in a crontab (minute, hour, day of month, month, day of week; Sunday is 0 or 7), or six or seven as Quartz has
    /// them (second first, year last; Sunday is 1), or a word such as <c>@daily</c>. Days of the week may be names, <c>MON-FRI</c>; with both a
    /// day of month and a day of week either counts. Where the clock is put forward, a time that does not exist comes due at the next
    /// that does; where it is put back, a time that comes twice comes due once.
    /// </summary>
    [Required]
    [StringLength(120)]
    [Cron]
    [Example("30 2 * * MON-FRI")]
    public string? Cron { get; init; }

    /// <summary>IANA time zone of the expression; the installation's unless given.</summary>
    [IanaTimeZone]
    [StringLength(60)]
    [Example("Europe/Berlin")]
    public string? TimeZone { get; init; }

    /// <summary>False: nothing comes due; <c>run</c> still starts it. True unless given.</summary>
    [Example(true)]
    public bool? IsEnabled { get; init; }

    /// <summary>
    /// What becomes of times at which the service was not there. <c>runOnce</c>, unless given: one fire makes up for all of them, if the last
    /// is less than a day old. <c>skip</c>: it waits for the next time.
    /// </summary>
    [Example("runOnce")]
    public MisfirePolicy? Misfire { get; init; }

    /// <summary>What it starts.</summary>
    [Required]
    [OneMember]
    [Example("""{"export":{"resource":"customers","filter":"updateTime = lastDays(1)","format":"csv"}}""")]
    public ScheduleStart? Start { get; init; }
}

/// <summary>
/// What a schedule starts: exactly one of these, as in the body of the call that starts it directly. A bulk change is planned and, nobody
/// being there to look at the plan, applied. A patch that says another one clears the former with null.
/// </summary>
internal sealed class ScheduleStart
{
    /// <summary>As for <c>POST /v1/exports</c>.</summary>
    public ExportOptions? Export { get; init; }

    /// <summary>As for <c>POST /v1/bulk-updates</c>.</summary>
    public BulkUpdateRequest? BulkUpdate { get; init; }

    /// <summary>As for <c>POST /v1/bulk-deletes</c>.</summary>
    public BulkDeleteRequest? BulkDelete { get; init; }

    /// <summary>As for <c>POST /v1/dedupe-runs</c>.</summary>
    public DedupeRunOptions? Dedupe { get; init; }

    /// <summary>As for <c>POST /v1/segments/{id}/refresh</c>.</summary>
    public SegmentRefreshOptions? SegmentRefresh { get; init; }

    /// <summary>Plans a campaign and sends what is due then.</summary>
    public OutreachRequest? Outreach { get; init; }

    internal static ScheduleStart Of(Schedule schedule) =>
        JsonSerializer.Deserialize(schedule.Start, Json.TypeInfo<ScheduleStart>())!;
}

/// <summary>Starts a job again and again, at the times of a cron expression.</summary>
internal sealed class ScheduleResponse : RecordResponse
{
    [Required]
    [Example("nightly customers")]
    public required string Name { get; init; }

    [Required]
    [Example("30 2 * * MON-FRI")]
    public required string Cron { get; init; }

    [Required]
    [Example("Europe/Berlin")]
    public required string TimeZone { get; init; }

    [Required]
    [Example(true)]
    public required bool IsEnabled { get; init; }

    [Required]
    [Example("runOnce")]
    public required MisfirePolicy Misfire { get; init; }

    /// <summary>The kind of the jobs it starts.</summary>
    [Required]
    [Example("export")]
    public required JobKind Kind { get; init; }

    [Required]
    [OneMember]
    [Example("""{"export":{"resource":"customers","filter":"updateTime = lastDays(1)","format":"csv"}}""")]
    public required ScheduleStart Start { get; init; }

    /// <summary>The key that made or last changed it. It acts with what that key may do when it fires.</summary>
    public Guid? KeyId { get; init; }

    /// <summary>Absent while nothing will come due.</summary>
    [Example("2026-02-02T01:30:00Z")]
    public DateTimeOffset? NextFireTime { get; init; }

    /// <summary>The time that last came due, or at which it was last run, whatever came of it.</summary>
    public DateTimeOffset? LastFireTime { get; init; }

    /// <summary>The last job it started; <c>/v1/jobs?filter=scheduleId=…</c> finds all of them.</summary>
    public Guid? LastJobId { get; init; }

    /// <summary>Why the last fire started nothing; absent when it did.</summary>
    public ScheduleError? LastError { get; init; }
}

/// <summary>Why a fire started nothing.</summary>
internal sealed class ScheduleError
{
    /// <summary>
    /// <c>overlap</c>: the job of the fire before was still under way. <c>fire-missed</c>: it was too late. <c>key-revoked</c>,
    /// <c>key-expired</c>: change the schedule with another key. Otherwise the code with which the direct call would be refused.
    /// </summary>
    [Required]
    [Example("overlap")]
    public required string Code { get; init; }

    [Required]
    [Example("The job of the fire before is still under way.")]
    public required string Detail { get; init; }

    internal static ScheduleError? Of(string? code, string? detail) =>
        code is null ? null : new ScheduleError { Code = code, Detail = detail! };
}

/// <summary>One fire of a schedule.</summary>
internal sealed class ScheduleFireResponse
{
    /// <summary>The time that came due, or at which it was run.</summary>
    [Required]
    [Example("2026-01-30T01:30:00Z")]
    public required DateTimeOffset FireTime { get; init; }

    /// <summary>The job it started; absent when it started none.</summary>
    public Guid? JobId { get; init; }

    /// <summary>Why it started nothing.</summary>
    public ScheduleError? Error { get; init; }

    internal static ScheduleFireResponse Of(ScheduleFire fire) =>
        new()
        {
            FireTime = fire.FireTime,
            JobId = fire.JobId,
            Error = ScheduleError.Of(fire.ErrorCode, fire.ErrorDetail),
        };
}
