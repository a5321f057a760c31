namespace Crm.Api.Kernel;

/// <summary>Time as the service keeps it.</summary>
internal static class TimeExtensions
{
    /// <summary>Now, to the microsecond: the finest step all three engines can store.</summary>
    public static DateTimeOffset Now(this TimeProvider clock) => clock.GetUtcNow().ToMicroseconds();

    public static DateTimeOffset ToMicroseconds(this DateTimeOffset time)
    {
        var utc = time.UtcTicks;
        return new DateTimeOffset(utc - (utc % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
