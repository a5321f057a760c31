namespace Crm.Api.Kernel;

/// <summary>When a day begins in a time zone.</summary>
internal static class DayBorder
{
    /// <summary>The first instant of the day, in UTC; 01:00 where a change to summer time skips midnight.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone) =>
        InstantOf(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The instant at which clocks first show this; the next they do show where a change to summer time skips it.</summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        // When clocks show it twice, the first time has the larger offset.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The day it is in a time zone.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
