namespace Crm.Api.Schedules;

/// <summary>
/// One fire of a schedule and what came of it. Its key is what lets a time start one job only, however many nodes believe it to be
/// theirs: it is written in the transaction that makes the job.
/// </summary>
internal sealed class ScheduleFire
{
    public required Guid ScheduleId { get; set; }

    /// <summary>The time that came due, not the moment somebody noticed.</summary>
    public required DateTimeOffset FireTime { get; set; }

    /// <summary>The job it started; null when it started none.</summary>
    public Guid? JobId { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorDetail { get; set; }
}
