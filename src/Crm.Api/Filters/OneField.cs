using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A record that this one points to, if any; nothing is true of one that is missing.</summary>
internal sealed class OneField<T, TOther>(string name, LambdaExpression other, FieldTable<TOther> fields)
    : Field<T>(name, FieldType.Record)
{
    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        var target = other.On(record);
        if (depth < restriction.Target.Path.Count)
        {
            return Expression.AndAlso(target.IsPresent(), fields.Restrict(target, restriction, depth, context));
        }

        return restriction switch
        {
            { Target.Function: not null } => throw FilterMistake.NoFolding(restriction.Target),
            { Operator: FilterOperator.Has, Argument: AnyValue } => target.IsPresent(),
            { Operator: FilterOperator.Equal, Argument: Literal { IsNull: true } } => target.IsNull(),
            _ => throw FilterMistake.NeedsPart(restriction, fields.Names),
        };
    }

    public override IEnumerable<FieldDescription> Describe() => fields.DescribeAs(Name);
}
