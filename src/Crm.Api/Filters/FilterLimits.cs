namespace Crm.Api.Filters;

/// <summary>How large a filter may be; parser, compiler and database all recurse over it.</summary>
internal static class FilterLimits
{
    public const int Length = 4_000;
    public const int Depth = 20;
    public const int Restrictions = 100;
}
