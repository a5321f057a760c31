using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>The values a literal stands for: one, or those from the first up to, not including, the end.</summary>
/// <remarks>A date compared with a time is that whole day; 1.00005 at four decimals lies between two values and is empty.</remarks>
internal readonly record struct Interval<TValue>(TValue From, TValue End, bool IsPoint)
{
    public static Interval<TValue> Point(TValue value) => new(value, value, IsPoint: true);

    public static Interval<TValue> Between(TValue from, TValue end) => new(from, end, IsPoint: false);

    /// <summary>The comparison of a column with these values; a missing value is neither less nor greater.</summary>
    public Expression Compare(Expression column, FilterOperator comparison)
    {
        var from = ExpressionParts.ParameterFor(column, From);
        var end = ExpressionParts.ParameterFor(column, End);
        if (IsPoint && comparison is FilterOperator.Equal or FilterOperator.Has)
        {
            return Expression.Equal(column, from);
        }

        Expression compared = comparison switch
        {
            FilterOperator.Equal or FilterOperator.Has => Expression.AndAlso(
                Expression.GreaterThanOrEqual(column, from),
                Expression.LessThan(column, end)
            ),
            FilterOperator.NotEqual => Expression.Not(Compare(column, FilterOperator.Equal)),
            FilterOperator.Less => Expression.LessThan(column, from),
            FilterOperator.LessOrEqual when IsPoint => Expression.LessThanOrEqual(column, from),
            FilterOperator.LessOrEqual => Expression.LessThan(column, end),
            FilterOperator.Greater when IsPoint => Expression.GreaterThan(column, from),
            FilterOperator.Greater => Expression.GreaterThanOrEqual(column, end),
            FilterOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(column, from),
        };

        // NOT (x > 5) must be true for a missing x. Left to itself, EF Core sees to that with a CASE, which no index serves.
        return column.CanBeNull() ? Expression.AndAlso(column.IsPresent(), compared) : compared;
    }
}
