using System.Linq.Expressions;
using Crm.Api.Paging;

namespace Crm.Api.Filters;

/// <summary>A value that lies before or after others: a number, a date, a time.</summary>
internal sealed class OrderedField<T, TValue>(
    string name,
    FieldType type,
    LambdaExpression value,
    Func<FilterArgument, FilterContext, Interval<TValue>> read,
    OrderingKey<T> orderingKey
) : ValueField<T>(name, type, value)
{
    public override OrderingKey<T> OrderingKey => orderingKey;

    protected override Expression Compare(Expression record, Restriction restriction, FilterContext context) =>
        read(restriction.Argument, context).Compare(Value.On(record), restriction.Operator);
}
