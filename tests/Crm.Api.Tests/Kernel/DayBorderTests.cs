using System.Globalization;
using Crm.Api.Kernel;

namespace Crm.Api.Tests.Kernel;

public sealed class DayBorderTests
{
    [Theory]
    [InlineData("2026-01-31", "Europe/Berlin", "2026-01-30T23:00:00Z")]
    [InlineData("2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00Z")]
    [InlineData("2026-01-31", "Asia/Kolkata", "2026-01-30T18:30:00Z")]
    // Chile's clocks went from 23:59:59 straight to 01:00.
    [InlineData("2023-09-03", "America/Santiago", "2023-09-03T04:00:00Z")]
    // Cuba's clocks showed the hour after midnight twice.
    [InlineData("2023-11-05", "America/Havana", "2023-11-05T04:00:00Z")]
    public void A_day_begins_at_its_first_instant(string day, string zone, string start) =>
        Assert.Equal(
            DateTimeOffset.Parse(start, CultureInfo.InvariantCulture),
            DayBorder.StartOf(
                DateOnly.Parse(day, CultureInfo.InvariantCulture),
                TimeZoneInfo.FindSystemTimeZoneById(zone)
            )
        );

    [Fact]
    public void The_day_it_is_depends_on_the_zone()
    {
        var instant = new DateTimeOffset(2026, 1, 31, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 1, 31), DayBorder.DayOf(instant, TimeZoneInfo.Utc));
        Assert.Equal(
            new DateOnly(2026, 2, 1),
            DayBorder.DayOf(instant, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
        );
    }
}
