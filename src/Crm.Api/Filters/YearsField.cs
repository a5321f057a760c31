using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>The full years between a date and today, asked as bounds of the date, which an index serves.</summary>
/// <remarks>In a year that has no 29 February, whoever was born on one is a year older on the 28th.</remarks>
internal sealed class YearsField<T>(string name, LambdaExpression since)
    : ComputedField<T>(name, FieldType.Whole, "full years today, where the days of `timeZone` begin")
{
    private const int Most = 1000;

    protected override Expression IsPresent(Expression record, FilterContext context) => since.On(record).IsPresent();

    protected override Expression Compare(Expression record, Restriction restriction, FilterContext context)
    {
        var years = LiteralReader.Whole<int>(restriction.Argument).From;
        if (years is < 0 or > Most)
        {
            throw FilterMistake.Type(restriction.Argument, $"a number of years from 0 to {Most}");
        }

        var (latest, latestOfNext) = (LatestOf(years, context.Today), LatestOf(years + 1, context.Today));
        return restriction.Operator switch
        {
            FilterOperator.Equal or FilterOperator.Has => Expression.AndAlso(
                Is(FilterOperator.LessOrEqual, latest),
                Is(FilterOperator.Greater, latestOfNext)
            ),
            FilterOperator.NotEqual => Expression.Not(
                Compare(record, restriction with { Operator = FilterOperator.Equal }, context)
            ),
            FilterOperator.GreaterOrEqual => Is(FilterOperator.LessOrEqual, latest),
            FilterOperator.Greater => Is(FilterOperator.LessOrEqual, latestOfNext),
            FilterOperator.Less => Is(FilterOperator.Greater, latest),
            FilterOperator.LessOrEqual => Is(FilterOperator.Greater, latestOfNext),
        };

        Expression Is(FilterOperator comparison, DateOnly date) =>
            Interval<DateOnly>.Point(date).Compare(since.On(record), comparison);
    }

    /// <summary>The last day on which somebody was born who is that old today.</summary>
    private static DateOnly LatestOf(int years, DateOnly today)
    {
        var day = today.AddYears(-years);
        var isLastOfFebruary = today is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(today.Year);
        return isLastOfFebruary && DateTime.IsLeapYear(day.Year) ? day.AddDays(1) : day;
    }
}
