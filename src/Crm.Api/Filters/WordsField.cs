using System.Linq.Expressions;

namespace Crm.Api.Filters;

/// <summary>A set of words, such as tags: <c>tags:vip</c> asks whether it has one.</summary>
internal sealed class WordsField<T, TRow>(string name, LambdaExpression rows, LambdaExpression word)
    : Field<T>(name, FieldType.Words)
{
    public override Expression Restrict(Expression record, Restriction restriction, int depth, FilterContext context)
    {
        if (depth < restriction.Target.Path.Count)
        {
            throw FilterMistake.NoParts(restriction.Target.Path[depth], Name);
        }

        var collection = rows.On(record);
        return restriction switch
        {
            { Target.Function: not null } => throw FilterMistake.NoFolding(restriction.Target),
            { Operator: not FilterOperator.Has } or { Argument: Literal { IsNull: true } } =>
                throw FilterMistake.Operator(restriction, $"{Name}:word and {Name}:*"),
            { Argument: AnyValue } => ExpressionParts.Any<TRow>(collection),
            { Argument: Literal text } => ExpressionParts.Any<TRow>(
                collection,
                row => TextMatch.Of(word.On(row), text.Text, text.OpenStart, text.OpenEnd)
            ),
            _ => throw FilterMistake.Type(restriction.Argument, "a word"),
        };
    }
}
