namespace Crm.Api.Filters;

/// <summary>The codes a <see cref="FilterException"/> may carry; part of the contract.</summary>
internal static class FilterCode
{
    public const string Syntax = "filter-syntax";
    public const string UnknownField = "filter-unknown-field";
    public const string UnknownFunction = "filter-unknown-function";
    public const string Operator = "filter-operator";
    public const string Type = "filter-type";
    public const string TooLong = "filter-too-long";
    public const string TooDeep = "filter-too-deep";
    public const string TooMany = "filter-too-many";

    public const string OrderSyntax = "order-syntax";
    public const string OrderUnknownField = "order-unknown-field";
    public const string OrderNotSortable = "order-not-sortable";
    public const string OrderTooMany = "order-too-many";
}
