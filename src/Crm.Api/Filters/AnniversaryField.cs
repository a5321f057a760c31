using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>The day that a date comes back to each year. The column holds month × 100 + day.</summary>
/// <remarks>In a year that has no 29 February, what began on one comes back on the 28th.</remarks>
internal sealed class AnniversaryField<T>(string name, LambdaExpression monthDay)
    : ComputedField<T>(
        name,
        FieldType.Date,
        "the day of the year: `= today()`, `= nextDays(7)`, `= 2026-12-24`; whoever was born on 29 February is found on the 28th in other years"
    )
{
    private const int LongestYear = 366;

    protected override Expression IsPresent(Expression record, FilterContext context) =>
        monthDay.On(record).IsPresent();

    protected override Expression Compare(Expression record, Restriction restriction, FilterContext context)
    {
        if (restriction.Operator is not (FilterOperator.Equal or FilterOperator.Has))
        {
            throw FilterMistake.Operator(restriction, "=, != and :");
        }

        var days = LiteralReader.Date(restriction.Argument, context);
        var last = days.IsPoint ? days.From : days.End.AddDays(-1);
        var column = monthDay.On(record);
        if (last.DayNumber - days.From.DayNumber >= LongestYear - 1)
        {
            return column.IsPresent();
        }

        var (from, to) = (Of(days.From), Of(last, isEnd: true));
        var isAfter = Expression.GreaterThanOrEqual(column, ExpressionParts.ParameterFor(column, from));
        var isBefore = Expression.LessThanOrEqual(column, ExpressionParts.ParameterFor(column, to));
        return Expression.AndAlso(
            column.IsPresent(),
            // Days that go on into the next year are those from the first on, and those to the last.
            last.Year == days.From.Year
                ? Expression.AndAlso(isAfter, isBefore)
                : Expression.OrElse(isAfter, isBefore)
        );
    }

    private static int Of(DateOnly day, bool isEnd = false)
    {
        var code = (day.Month * 100) + day.Day;
        return isEnd && code == 228 && !DateTime.IsLeapYear(day.Year) ? code + 1 : code;
    }
}
