using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A single value that no column holds as it is asked for.</summary>
internal abstract class ComputedField<T>(string name, FieldType type, string note) : Field<T>(name, type)
{
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
            { Target.Function: not null } => throw FilterMistake.NoFolding(restriction.Target),
            { Argument: AnyValue, Operator: FilterOperator.Has } => IsPresent(record, context),
            { Argument: AnyValue } => throw FilterMistake.Operator(restriction, $"{restriction.Target.Name}:* instead"),
            { Argument: Literal { IsNull: true }, Operator: FilterOperator.Equal } => Expression.Not(
                IsPresent(record, context)
            ),
            { Argument: Literal { IsNull: true } } => throw FilterMistake.Operator(restriction, "= null and != null"),
            _ => Compare(record, restriction, context),
        };
    }

    public override IEnumerable<FieldDescription> Describe() =>
        [new(Name, Type, IsSortable: false, []) { Note = note }];

    protected abstract Expression IsPresent(Expression record, FilterContext context);

    protected abstract Expression Compare(Expression record, Restriction restriction, FilterContext context);
}
