using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A collection of a record: <c>contactPoints.value = "x"</c> holds when it holds for one of them.</summary>
/// <remarks>Each restriction looks for a row of its own; two of them may be met by two different rows.</remarks>
internal sealed class ManyField<T, TRow>(string name, LambdaExpression rows, FieldTable<TRow> fields)
    : Field<T>(name, FieldType.Records)
{
    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        var collection = rows.On(record);
        if (depth < restriction.Target.Path.Count)
        {
            return ExpressionParts.Any<TRow>(collection, row => fields.Restrict(row, restriction, depth, context));
        }

        return restriction is { Operator: FilterOperator.Has, Argument: AnyValue, Target.Function: null }
            ? ExpressionParts.Any<TRow>(collection)
            : throw FilterMistake.NeedsPart(restriction, fields.Names);
    }

    public override IEnumerable<FieldDescription> Describe() => fields.DescribeAs(Name);
}
