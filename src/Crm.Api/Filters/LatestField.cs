using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>The latest time among some rows.</summary>
/// <remarks>
/// Asked without looking for the greatest: it is before a moment when some row is and none is later. So an index that leads from the
/// record to the time answers it, and SQLite need not compare times in an aggregate, which EF Core does not let it.
/// </remarks>
internal sealed class LatestField<T, TRow>(string name, RowsOf rows, LambdaExpression time, string note)
    : ComputedField<T>(name, FieldType.Time, note)
{
    protected override Expression IsPresent(Expression record, FilterContext context) =>
        ExpressionParts.Any<TRow>(rows(record, context));

    protected override Expression Compare(Expression record, Restriction restriction, FilterContext context)
    {
        var collection = rows(record, context);
        var wanted = LiteralReader.Time(restriction.Argument, context);
        return restriction.Operator switch
        {
            FilterOperator.Greater or FilterOperator.GreaterOrEqual => Any(restriction.Operator),
            FilterOperator.Less => Expression.AndAlso(
                Any(FilterOperator.Less),
                Expression.Not(Any(FilterOperator.GreaterOrEqual))
            ),
            FilterOperator.LessOrEqual => Expression.AndAlso(
                Any(FilterOperator.LessOrEqual),
                Expression.Not(Any(FilterOperator.Greater))
            ),
            FilterOperator.Equal or FilterOperator.Has => Expression.AndAlso(
                Any(FilterOperator.Equal),
                Expression.Not(Any(FilterOperator.Greater))
            ),
            FilterOperator.NotEqual => Expression.Not(
                Compare(record, restriction with { Operator = FilterOperator.Equal }, context)
            ),
        };

        Expression Any(FilterOperator comparison) =>
            ExpressionParts.Any<TRow>(collection, row => wanted.Compare(time.On(row), comparison));
    }
}
