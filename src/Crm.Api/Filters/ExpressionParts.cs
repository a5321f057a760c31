using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>Pieces that queries are put together from.</summary>
internal static class ExpressionParts
{
    public static readonly Expression Never = Expression.Constant(false);

    /// <summary>The body of a selector, asked of the given record.</summary>
    public static Expression On(this LambdaExpression selector, Expression record) =>
        new Replacement(selector.Parameters[0], record).Visit(selector.Body);

    /// <summary>The body of a selector that also takes a table, asked of the given record.</summary>
    public static Expression On(this LambdaExpression selector, Expression record, IQueryable table) =>
        new Replacement(selector.Parameters[1], table.Expression).Visit(selector.On(record));

    /// <summary>A value that EF Core sends as a parameter, so that one compiled query serves all values.</summary>
    public static Expression Parameter<TValue>(TValue value) =>
        Expression.Property(Expression.Constant(new Holder<TValue>(value)), nameof(Holder<>.Value));

    /// <summary>The same, for a column that may be nullable.</summary>
    public static Expression ParameterFor<TValue>(Expression column, TValue value)
    {
        var parameter = Parameter(value);
        return column.Type == parameter.Type ? parameter : Expression.Convert(parameter, column.Type);
    }

    public static bool CanBeNull(this Expression column) =>
        !column.Type.IsValueType || Nullable.GetUnderlyingType(column.Type) is not null;

    public static Expression IsNull(this Expression column) =>
        column.CanBeNull() ? Expression.Equal(column, Expression.Constant(null, column.Type)) : Never;

    public static Expression IsPresent(this Expression column) => Expression.Not(column.IsNull());

    /// <summary>Whether a collection has a row for which the condition holds, or any row.</summary>
    public static Expression Any<TRow>(Expression rows, Func<Expression, Expression>? condition = null) =>
        OfRows<TRow>(nameof(Enumerable.Any), rows, condition);

    /// <summary>How many rows a collection has for which the condition holds.</summary>
    public static Expression Count<TRow>(Expression rows, Func<Expression, Expression>? condition = null) =>
        OfRows<TRow>(nameof(Enumerable.Count), rows, condition);

    private static MethodCallExpression OfRows<TRow>(
        string method,
        Expression rows,
        Func<Expression, Expression>? condition
    )
    {
        if (condition is null)
        {
            return Expression.Call(typeof(Enumerable), method, [typeof(TRow)], rows);
        }

        var row = Expression.Parameter(typeof(TRow), "row");
        var predicate = Expression.Lambda<Func<TRow, bool>>(condition(row), row);
        return Expression.Call(typeof(Enumerable), method, [typeof(TRow)], rows, predicate);
    }

    private sealed record Holder<TValue>(TValue Value);

    private sealed class Replacement(ParameterExpression parameter, Expression record) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            node == parameter ? record : base.VisitParameter(node);
    }
}
