using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A collection of a record: <c>contactPoints.value = "x"</c> holds when it holds for one of them.</summary>
/// <remarks>
/// Each restriction looks for a row of its own; two of them may be met by two different rows. What one row must meet stands in
/// brackets: <c>contactPoints.any(channel = email AND isValid = false)</c>, <c>contactPoints.count(isValid = true) &gt; 1</c>.
/// </remarks>
/// <param name="name">What it is called.</param>
/// <param name="rows">Its rows.</param>
/// <param name="fields">What may be asked of a row.</param>
/// <param name="description">How it is documented when not by naming each field.</param>
internal sealed class ManyField<T, TRow>(
    string name,
    RowsOf rows,
    FieldTable<TRow> fields,
    FieldDescription? description = null
) : Field<T>(name, FieldType.Records)
{
    private const string Any = "any";
    private const string Count = "count";

    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        var collection = rows(record, context);
        var path = restriction.Target.Path;
        if (depth < path.Count)
        {
            var isLast = depth == path.Count - 1;
            return path[depth].Name switch
            {
                Any when isLast && restriction.Target.Rows is { } condition => RestrictAny(
                    collection,
                    restriction,
                    condition,
                    context
                ),
                Count when isLast && fields.Find(Count) is null => RestrictCount(collection, restriction, context),
                _ => ExpressionParts.Any<TRow>(collection, row => fields.Restrict(row, restriction, depth, context)),
            };
        }

        return restriction is { Operator: FilterOperator.Has, Argument: AnyValue, Target.Function: null }
            ? ExpressionParts.Any<TRow>(collection)
            : throw FilterMistake.NeedsPart(restriction, fields.Names);
    }

    public override IEnumerable<FieldDescription> Describe() =>
        description is null ? fields.DescribeAs(Name) : [description];

    private Expression RestrictAny(
        Expression collection,
        Restriction restriction,
        FilterNode condition,
        FilterContext context
    ) =>
        restriction is { Operator: FilterOperator.Has, Argument: AnyValue }
            ? ExpressionParts.Any<TRow>(collection, row => FilterCompiler.Condition(condition, row, fields, context))
            : throw FilterMistake.Operator(restriction, "no operator: it is true or not");

    private Expression RestrictCount(Expression collection, Restriction restriction, FilterContext context)
    {
        if (restriction is { Target.Function: not null })
        {
            throw FilterMistake.NoFolding(restriction.Target);
        }

        if (restriction is { Operator: FilterOperator.Has } or { Argument: AnyValue or Literal { IsNull: true } })
        {
            throw FilterMistake.Operator(restriction, "= != < <= > >= and a whole number");
        }

        var count = ExpressionParts.Count<TRow>(
            collection,
            restriction.Target.Rows is { } condition
                ? row => FilterCompiler.Condition(condition, row, fields, context)
                : null
        );
        return LiteralReader.Whole<int>(restriction.Argument).Compare(count, restriction.Operator);
    }
}

/// <summary>The rows that belong to a record, as an expression.</summary>
internal delegate Expression RowsOf(Expression record, FilterContext context);
