using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>Turns the text of a filter into a condition that EF Core can run on every engine.</summary>
/// <remarks>
/// Every condition is true or false, never unknown: <c>!=</c> is exactly the opposite of <c>=</c>, so a missing value
/// differs from any given one, and on a collection <c>!=</c> means that no row equals.
/// </remarks>
internal static class FilterCompiler
{
    /// <summary>The condition, or one that is always true for a blank filter.</summary>
    /// <exception cref="FilterException">The filter cannot be understood.</exception>
    public static Expression<Func<T, bool>> Compile<T>(string? text, FieldTable<T> table, FilterContext context)
    {
        var record = Expression.Parameter(typeof(T), "record");
        var condition = FilterParser.Parse(text ?? "") is { } filter
            ? Condition(filter, record, table, context)
            : Expression.Constant(true);
        return Expression.Lambda<Func<T, bool>>(condition, record);
    }

    /// <summary>What a part of a filter asks of one record.</summary>
    public static Expression Condition<T>(
        FilterNode node,
        Expression record,
        FieldTable<T> table,
        FilterContext context
    ) =>
        node switch
        {
            AndNode and => and
                .Items.Select(item => Condition(item, record, table, context))
                .Aggregate(Expression.AndAlso),
            OrNode or => or.Items.Select(item => Condition(item, record, table, context)).Aggregate(Expression.OrElse),
            NotNode not => Expression.Not(Condition(not.Item, record, table, context)),
            Restriction restriction => Restrict(restriction, record, table, context),
            RowsNode rows => Restrict(rows.Target.IsAny(), record, table, context),
            _ => throw new ArgumentOutOfRangeException(nameof(node)),
        };

    private static Restriction IsAny(this FilterTarget target) =>
        new(target, FilterOperator.Has, new AnyValue(target.Position), target.Position);

    private static Expression Restrict<T>(
        Restriction restriction,
        Expression record,
        FieldTable<T> table,
        FilterContext context
    )
    {
        if (restriction.Target.Function is not (null or "lower"))
        {
            throw FilterMistake.UnknownFunction(restriction.Target.Function, restriction.Target.Position, ["lower"]);
        }

        return restriction.Operator == FilterOperator.NotEqual
            ? Expression.Not(table.Restrict(record, restriction with { Operator = FilterOperator.Equal }, 0, context))
            : table.Restrict(record, restriction, 0, context);
    }
}
