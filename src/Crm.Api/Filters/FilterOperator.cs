namespace Crm.Api.Filters;

/// <summary>How a field is compared with a value.</summary>
internal enum FilterOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Has,
}

/// <summary>Operators as people write them.</summary>
internal static class FilterOperatorText
{
    public static string ToText(this FilterOperator comparison) =>
        comparison switch
        {
            FilterOperator.Equal => "=",
            FilterOperator.NotEqual => "!=",
            FilterOperator.Less => "<",
            FilterOperator.LessOrEqual => "<=",
            FilterOperator.Greater => ">",
            FilterOperator.GreaterOrEqual => ">=",
            FilterOperator.Has => ":",
        };
}
