using Crm.Api.Filters;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Api.Tests.Filters;

/// <summary>Filters at random, as trees and as the pieces their texts are made of.</summary>
internal static class FilterTrees
{
    public static readonly string[] Pieces =
    [
        "name",
        "size",
        "kind",
        "contactPoints",
        "attributes",
        "tags",
        "owner",
        "color",
        "person",
        "null",
        "true",
        "today",
        "lastDays",
        "lower",
        "any",
        "1",
        "-5",
        "2.50",
        "2026-01-31",
        "2026-01-31T09:30:00Z",
        "\"a b\"",
        "\"*a\"",
        "'b*'",
        "\"",
        "\\",
        "*",
        "=",
        "!=",
        "<",
        ">=",
        ":",
        ".",
        ",",
        "-",
        "(",
        ")",
        " ",
        " ",
        " ",
        " AND ",
        " OR ",
        "NOT ",
        "and",
        "é",
        "😀",
        "\t",
    ];

    private static readonly Gen<string> Word = Gen.Elements("a", "b-c", "NOT", "é", "x y", "d*", "\"q\"", "\\", "-");

    private static readonly Gen<FilterTarget> Target =
        from function in Gen.Elements(null, null, "lower")
        from first in Gen.Elements("a", "b_1", "ö")
        from further in Word.ListOf(2)
        from length in Gen.Choose(0, 2)
        select new FilterTarget(
            function,
            [new PathSegment(first, 0), .. further.Take(length).Select(name => new PathSegment(name, 0))],
            0
        );

    private static readonly Gen<Literal> Value = Gen.OneOf(
        from text in Gen.Elements("1", "-2.5", "null", "2026-01-31T09:30:00Z", "a@b.c", "x:y")
        select new Literal(text, IsQuoted: false, OpenStart: false, OpenEnd: false, 0),
        from text in Word
        from openStart in Gen.Elements(true, false)
        from openEnd in Gen.Elements(true, false)
        select new Literal(text, IsQuoted: true, openStart, openEnd, 0)
    );

    private static readonly Gen<FilterArgument> Argument = Gen.Frequency<FilterArgument>(
        (6, Value.Select(literal => (FilterArgument)literal)),
        (1, Gen.Constant<FilterArgument>(new AnyValue(0))),
        (1, Value.ListOf().Select(values => (FilterArgument)new FunctionCall("f", [.. values.Take(3)], 0)))
    );

    /// <summary>A tree of at most the given depth.</summary>
    public static Gen<FilterNode> Node(int depth) =>
        depth == 0
            ? Restriction
            : Gen.Frequency(
                (2, Restriction),
                (1, Several(depth).Select(items => (FilterNode)new AndNode(items))),
                (1, Several(depth).Select(items => (FilterNode)new OrNode(items))),
                (1, Node(depth - 1).Select(item => (FilterNode)new NotNode(item))),
                (1, OfRows(depth).Select(target => (FilterNode)new RowsNode(target))),
                (
                    1,
                    from target in OfRows(depth)
                    from argument in Argument
                    select (FilterNode)new Restriction(target, FilterOperator.Greater, argument, 0)
                )
            );

    private static Gen<FilterNode> Restriction =>
        from target in Target
        from comparison in Gen.Elements(Enum.GetValues<FilterOperator>())
        from argument in Argument
        select (FilterNode)new Restriction(target, comparison, argument, 0);

    private static Gen<FilterTarget> OfRows(int depth) =>
        from name in Gen.Elements("a", "ö")
        from rows in Node(depth - 1)
        select new FilterTarget(null, [new PathSegment(name, 0), new PathSegment("any", 0)], 0) { Rows = rows };

    private static Gen<IReadOnlyList<FilterNode>> Several(int depth) =>
        from count in Gen.Choose(2, 3)
        from items in Node(depth - 1).ListOf(count)
        select (IReadOnlyList<FilterNode>)items.ToList();
}
