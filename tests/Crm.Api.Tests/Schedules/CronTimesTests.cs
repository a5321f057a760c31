using System.Globalization;
using Crm.Api.Schedules;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Schedules;

/// <summary>When a cron expression comes due, in both spellings and where the clock is changed.</summary>
public sealed class CronTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("30 2 * * *", "2026-01-05T01:30Z 2026-01-06T01:30Z")]
    [InlineData("0 30 2 * * ?", "2026-01-05T01:30Z 2026-01-06T01:30Z")]
    [InlineData("0 9 * * 1", "2026-01-05T08:00Z 2026-01-12T08:00Z")]
    [InlineData("0 0 9 ? * 2", "2026-01-05T08:00Z 2026-01-12T08:00Z")]
    [InlineData("0 9 * * 0", "2026-01-11T08:00Z 2026-01-18T08:00Z")]
    [InlineData("0 9 * * 7", "2026-01-11T08:00Z 2026-01-18T08:00Z")]
    [InlineData("0 9 * * fri-sun", "2026-01-09T08:00Z 2026-01-10T08:00Z")]
    [InlineData("0 9 6 * MON", "2026-01-05T08:00Z 2026-01-06T08:00Z")]
    [InlineData("  */20   1 * * * ", "2026-01-05T00:00Z 2026-01-05T00:20Z")]
    [InlineData("0 0 12 L * ? 2026", "2026-01-31T11:00Z 2026-02-28T11:00Z")]
    [InlineData("@daily", "2026-01-05T23:00Z 2026-01-06T23:00Z")]
    public void Five_fields_are_read_as_in_a_crontab_and_six_or_seven_as_quartz_has_them(string cron, string expected)
    {
        var monday = new DateTimeOffset(2026, 1, 4, 23, 0, 0, TimeSpan.Zero).AddSeconds(-1);

        Assert.Equal(expected, NextTwo(cron, cron == "@daily" ? monday.AddSeconds(1) : monday));
    }

    [Theory]
    [InlineData("30 2 * * *", "2026-03-29T01:00Z 2026-03-30T00:30Z")]
    [InlineData("30 3 * * *", "2026-03-29T01:30Z 2026-03-30T01:30Z")]
    [InlineData("*/30 * * * *", "2026-03-29T00:00Z 2026-03-29T00:30Z")]
    public void A_time_that_is_left_out_when_the_clock_is_put_forward_comes_due_at_the_next_there_is(
        string cron,
        string expected
    )
    {
        var night = new DateTimeOffset(2026, 3, 28, 23, 59, 0, TimeSpan.Zero);

        Assert.Equal(expected, NextTwo(cron, night));
    }

    [Theory]
    [InlineData("30 2 * * *", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("30 * * * *", "2026-10-25T00:30Z 2026-10-25T01:30Z")]
    public void A_time_that_comes_twice_when_the_clock_is_put_back_comes_due_once_unless_it_is_every_so_often(
        string cron,
        string expected
    )
    {
        var night = new DateTimeOffset(2026, 10, 25, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, NextTwo(cron, night));
    }

    [Theory]
    [InlineData("30 2 * * *", "00:30", "2026-10-26T01:30Z")]
    [InlineData("*/30 2 * * *", "01:00", "2026-10-25T01:30Z")]
    public void In_the_hour_that_comes_again_what_came_due_the_first_time_is_over(string cron, string last, string next)
    {
        var again = new DateTimeOffset(2026, 10, 25, 1, 10, 0, TimeSpan.Zero);
        var times = CronTimes.Of(cron, Berlin);

        Assert.Equal($"2026-10-25T{last}Z", Text(times.LastUntil(again)!.Value));
        Assert.Equal(next, Text(times.After(again)!.Value));
        Assert.Equal(
            times.LastUntil(again.AddMinutes(25)),
            cron == "30 2 * * *" ? times.LastUntil(again) : again.AddMinutes(20)
        );
    }

    [Fact]
    public void The_last_time_until_now_may_be_now()
    {
        var times = CronTimes.Of("30 2 * * *", Berlin);
        var due = new DateTimeOffset(2026, 1, 5, 1, 30, 0, TimeSpan.Zero);

        Assert.Equal(due, times.LastUntil(due));
        Assert.Equal(due, times.LastUntil(due.AddMilliseconds(1)));
        Assert.Equal(due, times.LastUntil(due.AddHours(5)));
        Assert.Equal(due.AddDays(-1), times.LastUntil(due.AddTicks(-1)));
    }

    [Fact]
    public void The_last_time_before_the_next_one_is_not_later_than_now_and_nothing_lies_between()
    {
        var minutes = Gen.Choose(0, 59).Select(minute => minute.ToString(CultureInfo.InvariantCulture));
        var hours = Gen.Elements("*", "*/3", "2", "1-4", "22-3");
        var days = Gen.Elements("* * *", "* * MON-FRI", "1,15 * *", "L * *", "* 3,10 SUN");
        var crons = from minute in minutes from hour in hours from day in days select $"{minute} {hour} {day}";
        var anyDay = Gen.Choose(0, 365 * 24 * 60);
        var clockPutBack = Gen.Choose(0, 4 * 60).Select(minute => (297 * 24 * 60) - 60 + minute);
        var moments = Gen.OneOf(anyDay, clockPutBack)
            .Select(minute => DateTimeOffset.UnixEpoch.AddYears(56).AddMinutes(minute));
        var cases = from cron in crons from moment in moments select (cron, moment);

        Prop.ForAll(
                cases.ToArbitrary(),
                one =>
                {
                    var times = CronTimes.Of(one.cron, Berlin);
                    var last = times.LastUntil(one.moment)!.Value;
                    var next = times.After(one.moment)!.Value;
                    return last <= one.moment && one.moment < next && times.After(last) == next;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_is_written_is_understood_or_refused_in_a_sentence()
    {
        var words = Gen.Elements(
            "*",
            "?",
            "0",
            "7",
            "61",
            "MON",
            "FRI-",
            "*/0",
            "L",
            "LW",
            "5#2",
            "H",
            "1-5/2",
            "é",
            "-1",
            "99999999999",
            ",",
            "/"
        );
        var texts = Gen.NonEmptyListOf(words).Select(list => string.Join(' ', list));

        Prop.ForAll(
                Gen.OneOf(texts, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)).ToArbitrary(),
                text => CronTimes.MistakeIn(text) is null or { Length: > 0 }
            )
            .QuickCheckThrowOnFailure();
    }

    private static string NextTwo(string cron, DateTimeOffset after)
    {
        var times = CronTimes.Of(cron, Berlin);
        var first = times.After(after)!.Value;
        return $"{Text(first)} {Text(times.After(first)!.Value)}";
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
}
