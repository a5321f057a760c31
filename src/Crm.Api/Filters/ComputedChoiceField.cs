using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A choice that no column holds: each of its words stands for a condition, such as a day that has passed.</summary>
internal sealed class ComputedChoiceField<T, TChoice>(
    string name,
    Func<TChoice, FilterContext, Expression<Func<T, bool>>> condition
) : Field<T>(name, FieldType.Choice)
    where TChoice : struct, Enum
{
    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        if (depth < restriction.Target.Path.Count)
        {
            throw FilterMistake.NoParts(restriction.Target.Path[depth], Name);
        }

        return restriction switch
        {
            { Target.Function: not null } => throw FilterMistake.NoFolding(restriction.Target),
            { Argument: AnyValue, Operator: FilterOperator.Has } => Expression.Constant(true),
            { Argument: Literal { IsNull: true }, Operator: FilterOperator.Equal } => ExpressionParts.Never,
            { Operator: FilterOperator.Equal or FilterOperator.Has } => condition(
                    ChoiceWords<TChoice>.Read(restriction.Argument),
                    context
                )
                .On(record),
            _ => throw FilterMistake.Operator(restriction, "=, != and :"),
        };
    }

    public override IEnumerable<FieldDescription> Describe() =>
        [new(Name, Type, IsSortable: false, ChoiceWords<TChoice>.Words)];
}
