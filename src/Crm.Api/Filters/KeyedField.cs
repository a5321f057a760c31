using System.Linq.Expressions;
using System.Text.Json;

namespace Crm.Api.Filters;

/// <summary>Custom attributes: rows of a typed value table, found by their key.</summary>
/// <remarks>The table of columns has a field for each <see cref="AttributeType"/>, under its camelCase name.</remarks>
internal sealed class KeyedField<T, TRow>(
    string name,
    LambdaExpression rows,
    LambdaExpression key,
    FieldTable<TRow> columns
) : Field<T>(name, FieldType.Attributes)
{
    private readonly Dictionary<AttributeType, Field<TRow>> _columns = Enum.GetValues<AttributeType>()
        .ToDictionary(type => type, type => columns[JsonNamingPolicy.CamelCase.ConvertName(type.ToString())]);

    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        var collection = rows.On(record);
        var path = restriction.Target.Path;
        if (depth < path.Count)
        {
            return RestrictValue(collection, restriction, depth, context);
        }

        return restriction switch
        {
            { Target.Function: null, Operator: FilterOperator.Has, Argument: AnyValue } => ExpressionParts.Any<TRow>(
                collection
            ),
            { Target.Function: null, Operator: FilterOperator.Has, Argument: Literal { HasWildcard: false } known } =>
                HasKey(collection, KnownKey(new PathSegment(known.Text, known.Position), context)),
            _ => throw FilterMistake.NeedsPart(restriction, context.Attributes.Keys),
        };
    }

    public override IEnumerable<FieldDescription> Describe() => [new($"{Name}.{{key}}", Type, IsSortable: false, [])];

    private Expression RestrictValue(Expression collection, Restriction restriction, int depth, FilterContext context)
    {
        var known = KnownKey(restriction.Target.Path[depth], context);
        if (restriction.Target.Rows is not null)
        {
            throw FilterMistake.NoRows(restriction.Target.Path[^1]);
        }

        // An attribute without a value has no row.
        if (restriction is { Operator: FilterOperator.Equal, Argument: Literal { IsNull: true } })
        {
            return Expression.Not(HasKey(collection, known));
        }

        var column = _columns[context.Attributes[known]];
        return ExpressionParts.Any<TRow>(
            collection,
            row => Expression.AndAlso(KeyIs(row, known), column.Restrict(row, restriction, depth + 1, context))
        );
    }

    private Expression HasKey(Expression collection, string known) =>
        ExpressionParts.Any<TRow>(collection, row => KeyIs(row, known));

    private BinaryExpression KeyIs(Expression row, string known) =>
        Expression.Equal(key.On(row), ExpressionParts.Parameter(known));

    private static string KnownKey(PathSegment segment, FilterContext context) =>
        context.Attributes.ContainsKey(segment.Name)
            ? segment.Name
            : throw FilterMistake.UnknownField(segment, context.Attributes.Keys);
}
