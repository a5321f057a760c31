using System.Linq.Expressions;
using Crm.Api.Paging;

namespace Crm.Api.Filters;

/// <summary>A value that is the one asked for or is not: an id, a flag, a choice.</summary>
internal sealed class ExactField<T, TValue>(
    string name,
    FieldType type,
    LambdaExpression value,
    Func<FilterArgument, TValue> read,
    OrderingKey<T>? orderingKey = null,
    IReadOnlyList<string>? words = null
) : ValueField<T>(name, type, value)
{
    public override OrderingKey<T>? OrderingKey => orderingKey;

    public override IEnumerable<FieldDescription> Describe() => [new(Name, Type, OrderingKey is not null, words ?? [])];

    protected override Expression Compare(Expression record, Restriction restriction, FilterContext context)
    {
        if (restriction.Operator is not (FilterOperator.Equal or FilterOperator.Has))
        {
            throw FilterMistake.Operator(restriction, "=, != and :");
        }

        var column = Value.On(record);
        return Expression.Equal(column, ExpressionParts.ParameterFor(column, read(restriction.Argument)));
    }
}
