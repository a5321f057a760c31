using Crm.Api.Filters;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Filters;

/// <summary>Birthdays and ages at any date, also around the end of February, as counting them out one by one has them.</summary>
public sealed class DayFieldTests
{
    private static readonly Gen<DateOnly> Day = Gen.OneOf(
        from year in Gen.Choose(1995, 2005)
        from day in Gen.Elements("02-27", "02-28", "02-29", "03-01", "12-31", "01-01")
        select DateOnly.TryParse($"{year}-{day}", out var date) ? date : new DateOnly(year, 2, 28),
        from number in Gen.Choose(0, 4000)
        select new DateOnly(1995, 1, 1).AddDays(number)
    );

    [Fact]
    public void A_birthday_is_on_its_day_each_year_and_of_29_February_on_the_28th_in_others() =>
        Prop.ForAll(
                (
                    from born in Day
                    from today in Day
                    from days in Gen.Elements(1, 2, 40, 366)
                    select (born, today, days)
                ).ToArbitrary(),
                sample =>
                    Finds($"anniversary = nextDays({sample.days})", sample.born, sample.today)
                    == Enumerable
                        .Range(0, sample.days)
                        .Any(later => IsBirthday(sample.born, sample.today.AddDays(later)))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void An_age_is_the_number_of_birthdays_since_birth() =>
        Prop.ForAll(
                (
                    from born in Day
                    from today in Day
                    from years in Gen.Choose(0, 5)
                    select (born, today, years)
                ).ToArbitrary(),
                sample =>
                {
                    var age =
                        sample.born > sample.today
                            ? -1
                            : Enumerable
                                .Range(1, sample.today.DayNumber - sample.born.DayNumber)
                                .Count(days => IsBirthday(sample.born, sample.born.AddDays(days)));
                    return Finds($"age = {sample.years}", sample.born, sample.today) == (age == sample.years)
                        && Finds($"age >= {sample.years}", sample.born, sample.today) == (age >= sample.years)
                        && Finds($"age > {sample.years}", sample.born, sample.today) == (age > sample.years)
                        && Finds($"age < {sample.years}", sample.born, sample.today) == (age < sample.years)
                        && Finds($"age <= {sample.years}", sample.born, sample.today) == (age <= sample.years);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static bool IsBirthday(DateOnly born, DateOnly day) =>
        (born.Month, born.Day) == (day.Month, day.Day)
        || (born is { Month: 2, Day: 29 } && day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year));

    private static bool Finds(string filter, DateOnly born, DateOnly today)
    {
        var context = new FilterContext(
            TimeZoneInfo.Utc,
            new DateTimeOffset(today, new TimeOnly(12, 0), TimeSpan.Zero),
            new Dictionary<string, AttributeType>()
        );
        var card = new Card
        {
            Name = "",
            NameSort = "",
            Birthday = born,
        };
        return FilterCompiler.Compile(filter, Card.Fields, context).Compile(preferInterpretation: true)(card);
    }
}
