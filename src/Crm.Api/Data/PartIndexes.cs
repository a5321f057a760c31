using System.Linq.Expressions;
using System.Reflection;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Crm.Api.Data;

/// <summary>
/// Lets SQLite find records by an index of their parts. "Has a part whose text is x" becomes <c>EXISTS</c>, which SQLite asks of each
/// record in turn; "whose id is among the parents of such parts" it begins with the parts. Done once, when a query is compiled.
/// </summary>
internal sealed class PartIndexes : IQueryExpressionInterceptor
{
    public static readonly PartIndexes Instance = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        new Rewriting(eventData.Context!.Model).Visit(queryExpression);

    private sealed class Rewriting(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            var visited = (MethodCallExpression)base.VisitMethodCall(node);
            return
                visited is { Method.Name: nameof(Enumerable.Any), Arguments: [MemberExpression parts, var argument] }
                && parts.Expression is { } record
                && record.Type.IsAssignableTo(typeof(Record))
                && ConditionOf(argument) is { Parameters: [var part] } condition
                && part.Type.IsAssignableTo(typeof(Part))
                && model.FindEntityType(part.Type) is { } partType
                && NamesOneText(condition.Body, part)
                && !MentionsOthers.In(condition)
                ? Among(record, new EntityQueryRootExpression(partType), condition)
                : visited;
        }

        private static MethodCallExpression Among(Expression record, Expression parts, LambdaExpression condition)
        {
            var part = Expression.Parameter(condition.Parameters[0].Type, "part");
            var parent = Expression.Lambda(Expression.Property(part, nameof(Part.ParentId)), part);
            var found = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [part.Type], parts, condition);
            var parents = Expression.Call(
                typeof(Queryable),
                nameof(Queryable.Select),
                [part.Type, typeof(Guid)],
                found,
                parent
            );
            return Expression.Call(
                typeof(Queryable),
                nameof(Queryable.Contains),
                [typeof(Guid)],
                parents,
                Expression.Property(record, nameof(Record.Id))
            );
        }

        private static LambdaExpression? ConditionOf(Expression argument) =>
            argument is UnaryExpression { NodeType: ExpressionType.Quote } quote
                ? quote.Operand as LambdaExpression
                : argument as LambdaExpression;

        /// <summary>Only a text is worth it: few parts share one, but half of them may share a flag or a channel.</summary>
        private static bool NamesOneText(Expression condition, ParameterExpression part) =>
            condition switch
            {
                BinaryExpression { NodeType: ExpressionType.AndAlso } both => NamesOneText(both.Left, part)
                    || NamesOneText(both.Right, part),
                BinaryExpression { NodeType: ExpressionType.Equal } equal => IsText(equal.Left, part)
                    || IsText(equal.Right, part),
                _ => false,
            };

        private static bool IsText(Expression side, ParameterExpression part) =>
            side is MemberExpression { Member: PropertyInfo } column
            && column.Expression == part
            && column.Type == typeof(string);
    }

    /// <summary>Whether a condition asks about anything but the part, such as the record itself.</summary>
    private sealed class MentionsOthers(LambdaExpression condition) : ExpressionVisitor
    {
        private readonly HashSet<ParameterExpression> _own = [.. condition.Parameters];
        private bool _found;

        public static bool In(LambdaExpression condition)
        {
            var search = new MentionsOthers(condition);
            search.Visit(condition.Body);
            return search._found;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _own.UnionWith(node.Parameters);
            return base.VisitLambda(node);
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found |= !_own.Contains(node);
            return node;
        }
    }
}
