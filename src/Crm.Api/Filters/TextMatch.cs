using System.Linq.Expressions;
using System.Text;

namespace Crm.Api.Filters;

/// <summary>Whether a column equals a text, or begins with, ends with or contains it, on a binary collation.</summary>
/// <remarks>
/// <c>StartsWith</c> and <c>EndsWith</c> become LIKE, which on SQLite takes A for a whatever the collation. So a
/// beginning is a range, which an index serves too, and an ending is a contained text with its end made visible.
/// </remarks>
internal static class TextMatch
{
    // The control character "end of text", which stands in no name.
    private const string EndOfText = "\u0003";

    public static Expression Of(Expression column, string text, bool openStart, bool openEnd) =>
        (openStart, openEnd) switch
        {
            (false, false) => Expression.Equal(column, ExpressionParts.Parameter(text)),
            _ when text.Length == 0 => column.IsPresent(),
            (false, true) => IfPresent(column, StartsWith(column, text)),
            (true, false) => IfPresent(column, Contains(WithEnd(column), text + EndOfText)),
            (true, true) => IfPresent(column, Contains(column, text)),
        };

    /// <summary>The comparison of a column with a text in binary order; a missing one is neither less nor greater.</summary>
    public static Expression InOrder(Expression column, ExpressionType comparison, string text) =>
        IfPresent(column, Compare(column, comparison, text));

    private static BinaryExpression StartsWith(Expression column, string text)
    {
        var fromHere = Compare(column, ExpressionType.GreaterThanOrEqual, text);
        return TextAfterAll(text) is { } end
            ? Expression.AndAlso(fromHere, Compare(column, ExpressionType.LessThan, end))
            : fromHere;
    }

    // The first text that begins with none of the same letters: the last one raised, or those before it.
    private static string? TextAfterAll(string text)
    {
        for (var length = text.Length; length > 0; )
        {
            if (Rune.DecodeLastFromUtf16(text.AsSpan(0, length), out var last, out var width) != default)
            {
                return null;
            }

            length -= width;
            if (last.Value < 0x10FFFF)
            {
                var next = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
                return text[..length] + next;
            }
        }

        return null;
    }

    private static MethodCallExpression Contains(Expression column, string text) =>
        Expression.Call(column, nameof(string.Contains), typeArguments: null, ExpressionParts.Parameter(text));

    private static BinaryExpression WithEnd(Expression column)
    {
        var concat = typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)]);
        return Expression.Add(column, Expression.Constant(EndOfText), concat);
    }

    private static BinaryExpression Compare(Expression column, ExpressionType comparison, string text) =>
        Expression.MakeBinary(
            comparison,
            Expression.Call(
                typeof(string),
                nameof(string.Compare),
                typeArguments: null,
                column,
                ExpressionParts.Parameter(text)
            ),
            Expression.Constant(0)
        );

    private static BinaryExpression IfPresent(Expression column, Expression condition) =>
        Expression.AndAlso(column.IsPresent(), condition);
}
