using System.Text;

namespace Crm.Api.Filters;

/// <summary>A node of a parsed filter; its text form parses to the same tree.</summary>
internal abstract record FilterNode;

/// <summary>All items hold.</summary>
internal sealed record AndNode(IReadOnlyList<FilterNode> Items) : FilterNode
{
    public override string ToString() => string.Join(" AND ", Items.Select(FilterText.Grouped));
}

/// <summary>At least one item holds.</summary>
internal sealed record OrNode(IReadOnlyList<FilterNode> Items) : FilterNode
{
    public override string ToString() => string.Join(" OR ", Items.Select(FilterText.Grouped));
}

/// <summary>The item does not hold.</summary>
internal sealed record NotNode(FilterNode Item) : FilterNode
{
    public override string ToString() => Item is NotNode ? $"NOT ({Item})" : $"NOT {FilterText.Grouped(Item)}";
}

/// <summary>A field compared with a value; the position is that of the operator.</summary>
internal sealed record Restriction(FilterTarget Target, FilterOperator Operator, FilterArgument Argument, int Position)
    : FilterNode
{
    public override string ToString() => $"{Target} {Operator.ToText()} {Argument}";
}

/// <summary>A question about the rows of a collection that needs no comparison: <c>orders.any(status = open)</c>.</summary>
internal sealed record RowsNode(FilterTarget Target) : FilterNode
{
    public override string ToString() => Target.ToString();
}

/// <summary>What is compared: the path to a field, possibly inside a function such as <c>lower</c>.</summary>
internal sealed record FilterTarget(string? Function, IReadOnlyList<PathSegment> Path, int Position)
{
    /// <summary>What must be true of one row, in brackets behind the path: <c>orders.count(status = open)</c>.</summary>
    public FilterNode? Rows { get; init; }

    /// <summary>The path as text, for messages.</summary>
    public string Name => string.Join('.', Path);

    public override string ToString() =>
        (Function, Rows) switch
        {
            (not null, _) => $"{Function}({Name})",
            (_, not null) => $"{Name}({Rows})",
            _ => Name,
        };
}

/// <summary>One name of a path.</summary>
internal sealed record PathSegment(string Name, int Position)
{
    public override string ToString() => FilterText.Name(Name);
}

/// <summary>The right-hand side of a comparison.</summary>
internal abstract record FilterArgument(int Position);

/// <summary>A value as written; an open end stands for any further text.</summary>
internal sealed record Literal(string Text, bool IsQuoted, bool OpenStart, bool OpenEnd, int Position)
    : FilterArgument(Position)
{
    public bool IsNull => !IsQuoted && Text == "null";

    public bool HasWildcard => OpenStart || OpenEnd;

    public override string ToString() => IsQuoted ? FilterText.Quoted(Text, OpenStart, OpenEnd) : Text;
}

/// <summary>The lone <c>*</c>: any value at all.</summary>
internal sealed record AnyValue(int Position) : FilterArgument(Position)
{
    public override string ToString() => "*";
}

/// <summary>A value that a function gives, such as <c>lastDays(30)</c>.</summary>
internal sealed record FunctionCall(string Name, IReadOnlyList<Literal> Arguments, int Position)
    : FilterArgument(Position)
{
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)})";
}

/// <summary>Writes the parts of a filter so that they parse back.</summary>
internal static class FilterText
{
    public static string Grouped(FilterNode node) => node is AndNode or OrNode ? $"({node})" : node.ToString();

    public static string Name(string name) =>
        name.Length > 0
        && name[0] != '-'
        && name.All(FilterLexer.IsNameCharacter)
        && name is not ("AND" or "OR" or "NOT")
            ? name
            : Quoted(name, openStart: false, openEnd: false);

    public static string Quoted(string text, bool openStart, bool openEnd)
    {
        var quoted = new StringBuilder("\"");
        quoted.Append(openStart ? "*" : "");
        foreach (var character in text)
        {
            quoted.Append(character is '"' or '\\' or '*' ? "\\" : "").Append(character);
        }

        return quoted.Append(openEnd ? "*" : "").Append('"').ToString();
    }
}
