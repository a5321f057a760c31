using Crm.Api.Kernel;

namespace Crm.Api.Filters;

/// <summary>The sentences in which a filter is refused.</summary>
internal static class FilterMistake
{
    public static FilterException UnknownField(PathSegment segment, IEnumerable<string> known) =>
        new(
            FilterCode.UnknownField,
            segment.Position,
            $"There is no field {segment.Name}.",
            NearestName.Of(segment.Name, known)
        );

    public static FilterException UnknownFunction(string name, int position, IEnumerable<string> known) =>
        new(FilterCode.UnknownFunction, position, $"There is no function {name} here.", NearestName.Of(name, known));

    public static FilterException NoParts(PathSegment segment, string field) =>
        new(FilterCode.UnknownField, segment.Position, $"{field} is a single value and has no field {segment.Name}.");

    public static FilterException NeedsPart(Restriction restriction, IEnumerable<string> known) =>
        new(
            FilterCode.Operator,
            restriction.Position,
            $"{restriction.Target.Name} cannot be compared itself; name one of its fields ({string.Join(", ", known)}), "
                + $"or write {restriction.Target.Name}:* to ask whether there is any."
        );

    public static FilterException Operator(Restriction restriction, string allowed) =>
        new(
            FilterCode.Operator,
            restriction.Position,
            $"{restriction.Target.Name} cannot be compared with {restriction.Operator.ToText()} and this value; it takes {allowed}."
        );

    public static FilterException NoRows(PathSegment segment) =>
        new(
            FilterCode.Operator,
            segment.Position,
            $"{segment.Name} takes no condition in brackets; any and count do, behind a list: orders.any(total > 100)."
        );

    public static FilterException NoFolding(FilterTarget target) =>
        new(
            FilterCode.Operator,
            target.Position,
            $"{target.Name} has no form without case and accents, so lower() does not apply to it."
        );

    public static FilterException Type(FilterArgument argument, string expected, string? suggestion = null) =>
        new(FilterCode.Type, argument.Position, $"Expected {expected}, found {argument}.", suggestion);
}
