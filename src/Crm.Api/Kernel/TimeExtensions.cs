namespace Crm.Api.Kernel;

/// <summary>Time as the service keeps it.</summary>
internal static class TimeExtensions
{
    /// <summary>How far the clocks of those who tell us when something happened may be ahead of ours.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Now, to the microsecond: the finest step all three engines can store.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().ToMicroseconds();

    public static DateTimeOffset ToMicroseconds(this DateTimeOffset time)
    {
        var utc = time.UtcTicks;
        return new DateTimeOffset(utc - (utc % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    /// <summary>The later of two moments.</summary>
    public static DateTimeOffset OrLater(this DateTimeOffset time, DateTimeOffset other) => time > other ? time : other;

    /// <summary>What has happened cannot lie in the future.</summary>
    public static void CheckNotInFuture(this DateTimeOffset time, DateTimeOffset now, string pointer)
    {
        if (time > now + Tolerance)
        {
            throw RuleBroken.Invalid(
                "time-in-future",
                $"It cannot have happened more than {Tolerance.TotalMinutes} minutes from now.",
                pointer
            );
        }
    }
}
