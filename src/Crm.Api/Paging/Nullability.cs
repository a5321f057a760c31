using System.Linq.Expressions;
using System.Reflection;
using Crm.Api.Filters;

namespace Crm.Api.Paging;

/// <summary>Whether a column can be null, nullable reference types included.</summary>
internal static class Nullability
{
    // Asking for null where there is none keeps an engine from using its index, so looking closely pays.
    public static bool CanBeNull(Expression column) =>
        column.CanBeNull()
        && !(
            column is MemberExpression { Member: PropertyInfo property, Expression: ParameterExpression }
            && !property.PropertyType.IsValueType
            && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull
        );
}
