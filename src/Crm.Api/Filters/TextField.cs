using System.Linq.Expressions;
using Crm.Api.Kernel;
using Crm.Api.Paging;

namespace Crm.Api.Filters;

/// <summary>A text: equal as written; searched and ordered without case and accents where a sort key is stored.</summary>
internal sealed class TextField<T>(
    string name,
    LambdaExpression value,
    LambdaExpression? sortKey,
    Func<string, string?>? literal
) : ValueField<T>(name, FieldType.Text, value)
{
    public override OrderingKey<T> OrderingKey { get; } = Paging.OrderingKey.OfText<T>(sortKey ?? value);

    protected override Expression Compare(Expression record, Restriction restriction, FilterContext context)
    {
        if (sortKey is not null && restriction.Operator is not FilterOperator.Equal)
        {
            return CompareFolded(record, restriction);
        }

        var text = LiteralOf(restriction);
        var column = Value.On(record);
        if (literal is null || text.HasWildcard || restriction.Operator == FilterOperator.Has)
        {
            return Compare(column, restriction.Operator, text);
        }

        var known = literal(text.Text) ?? throw FilterMistake.Type(text, $"a value that {Name} can have");
        return Compare(column, restriction.Operator, text with { Text = known });
    }

    protected override Expression CompareFolded(Expression record, Restriction restriction)
    {
        if (sortKey is null)
        {
            throw FilterMistake.NoFolding(restriction.Target);
        }

        var text = LiteralOf(restriction);
        return Compare(sortKey.On(record), restriction.Operator, text with { Text = SortKey.Of(text.Text) });
    }

    private static Literal LiteralOf(Restriction restriction) =>
        restriction.Argument as Literal ?? throw FilterMistake.Type(restriction.Argument, "a text");

    private static Expression Compare(Expression column, FilterOperator comparison, Literal text) =>
        comparison switch
        {
            FilterOperator.Equal => TextMatch.Of(column, text.Text, text.OpenStart, text.OpenEnd),
            FilterOperator.NotEqual => Expression.Not(Compare(column, FilterOperator.Equal, text)),

            // Without wildcards of its own, what a text "has" may stand anywhere in it.
            FilterOperator.Has when text.HasWildcard => Compare(column, FilterOperator.Equal, text),
            FilterOperator.Has => TextMatch.Of(column, text.Text, openStart: true, openEnd: true),

            FilterOperator.Less => InOrder(column, ExpressionType.LessThan, text),
            FilterOperator.LessOrEqual => InOrder(column, ExpressionType.LessThanOrEqual, text),
            FilterOperator.Greater => InOrder(column, ExpressionType.GreaterThan, text),
            FilterOperator.GreaterOrEqual => InOrder(column, ExpressionType.GreaterThanOrEqual, text),
        };

    private static Expression InOrder(Expression column, ExpressionType comparison, Literal text) =>
        text.HasWildcard
            ? throw FilterMistake.Type(text, "a text without *, which belongs with =, != or :")
            : TextMatch.InOrder(column, comparison, text.Text);
}
