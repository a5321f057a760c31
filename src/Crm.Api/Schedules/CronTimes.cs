using Quartz;

namespace Crm.Api.Schedules;

/// <summary>
/// The times of a cron expression in a time zone, by the words and rules of Quartz. Where the clock is put forward, a time that does not
/// exist comes due at the next that does; where it is put back, a time that comes twice comes due once, and "every so often" goes on.
/// </summary>
internal sealed class CronTimes
{
    /// <summary>As many as a crontab has; Quartz has six or seven.</summary>
    private const int CrontabFields = 5;

    /// <summary>Longer than any clock is ever put back.</summary>
    private static readonly TimeSpan BeforeTheClockChanges = TimeSpan.FromHours(4);

    private CronTimes(CronExpression expression) => Expression = expression;

    public CronExpression Expression { get; }

    /// <exception cref="FormatException">It is no such expression.</exception>
    public static CronTimes Of(string cron, TimeZoneInfo zone)
    {
        string[] fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var format = fields.Length == CrontabFields ? CronFormat.Unix : CronFormat.Quartz;
        return new CronTimes(CronExpression.Parse(string.Join(' ', fields), format).WithTimeZone(zone));
    }

    /// <summary>What is wrong with the text, if anything.</summary>
    public static string? MistakeIn(string cron)
    {
        try
        {
            Of(cron, TimeZoneInfo.Utc);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message.TrimEnd('.');
        }
    }

    /// <summary>The first time after this one; null when there is none any more.</summary>
    public DateTimeOffset? After(DateTimeOffset time) =>
        Expression.TimeZone.IsAmbiguousTime(time) ? Around(time, time).Next : Expression.GetNextValidTimeAfter(time);

    /// <summary>The last time that is not after this one.</summary>
    public DateTimeOffset? LastUntil(DateTimeOffset time)
    {
        var second = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
        var last = Expression.GetPreviousValidTimeBefore(second.AddSeconds(1));
        return last is { } found && Expression.TimeZone.IsAmbiguousTime(found) ? Around(found, time).Last : last;
    }

    /// <summary>
    /// The times on both sides of one in the hour that comes twice. Asked in the second half of it, Quartz answers with times that came due in
    /// the first; asked from before, it goes past them.
    /// </summary>
    private (DateTimeOffset? Last, DateTimeOffset? Next) Around(DateTimeOffset ambiguous, DateTimeOffset time)
    {
        DateTimeOffset? last = null;
        var next = Expression.GetNextValidTimeAfter(ambiguous - BeforeTheClockChanges);
        while (next <= time)
        {
            last = next;
            next = Expression.GetNextValidTimeAfter(next.Value);
        }

        return (last, next);
    }
}
