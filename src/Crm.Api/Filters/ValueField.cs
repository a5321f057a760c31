using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A field with one value, which may be missing.</summary>
internal abstract class ValueField<T>(string name, FieldType type, LambdaExpression value) : Field<T>(name, type)
{
    protected LambdaExpression Value { get; } = value;

    public sealed override Expression Restrict(
        Expression record,
        Restriction restriction,
        int depth,
        FilterContext context
    )
    {
        if (depth < restriction.Target.Path.Count)
        {
            throw FilterMistake.NoParts(restriction.Target.Path[depth], Name);
        }

        return restriction switch
        {
            { Argument: AnyValue, Operator: FilterOperator.Has } => Value.On(record).IsPresent(),
            { Argument: AnyValue } => throw FilterMistake.Operator(restriction, $"{restriction.Target.Name}:* instead"),
            { Argument: Literal { IsNull: true }, Operator: FilterOperator.Equal } => Value.On(record).IsNull(),
            { Argument: Literal { IsNull: true } } => throw FilterMistake.Operator(restriction, "= null and != null"),
            { Target.Function: not null } => CompareFolded(record, restriction),
            _ => Compare(record, restriction, context),
        };
    }

    protected abstract Expression Compare(Expression record, Restriction restriction, FilterContext context);

    protected virtual Expression CompareFolded(Expression record, Restriction restriction) =>
        throw FilterMistake.NoFolding(restriction.Target);
}
