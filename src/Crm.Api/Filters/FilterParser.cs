namespace Crm.Api.Filters;

/// <summary>Parses the filter language, AIP-160: OR binds tighter than AND, and standing side by side means AND.</summary>
/// <remarks>Recursion happens at brackets only and stops at <see cref="FilterLimits.Depth"/>.</remarks>
internal sealed class FilterParser
{
    private readonly FilterLexer _lexer;
    private FilterToken _token;
    private int _depth;
    private int _restrictions;

    private FilterParser(string text)
    {
        _lexer = new FilterLexer(text);
        _token = _lexer.Read();
    }

    /// <summary>The tree of a filter, or null for a blank one, which everything matches.</summary>
    public static FilterNode? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        if (text.Length > FilterLimits.Length)
        {
            throw new FilterException(
                FilterCode.TooLong,
                FilterLimits.Length,
                $"A filter has at most {FilterLimits.Length} characters."
            );
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        RefuseUnstorable(text);
        var parser = new FilterParser(text);
        var filter = parser.ParseExpression(subject: null);
        return parser._token.Kind == FilterTokenKind.End ? filter : throw parser.Unexpected("AND, OR or the end");
    }

    // No engine can hold half a surrogate pair, and PostgreSQL no NUL, so no value equals such a literal.
    private static void RefuseUnstorable(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                index++;
            }
            else if (text[index] == '\0' || char.IsSurrogate(text[index]))
            {
                throw new FilterException(
                    FilterCode.Syntax,
                    index,
                    $"The character U+{(int)text[index]:X4} is no text."
                );
            }
        }
    }

    // Inside "stage = (open OR won)" the subject is "stage =", and values stand where restrictions would.
    private FilterNode ParseExpression(Subject? subject)
    {
        var items = new List<FilterNode> { ParseAlternatives(subject) };
        while (true)
        {
            if (_token.Kind == FilterTokenKind.And)
            {
                Advance(subject);
            }
            else if (_token.Kind is FilterTokenKind.End or FilterTokenKind.Close)
            {
                return items is [var only] ? only : new AndNode(items);
            }

            items.Add(ParseAlternatives(subject));
        }
    }

    private FilterNode ParseAlternatives(Subject? subject)
    {
        var items = new List<FilterNode> { ParseTerm(subject) };
        while (_token.Kind == FilterTokenKind.Or)
        {
            Advance(subject);
            items.Add(ParseTerm(subject));
        }

        return items is [var only] ? only : new OrNode(items);
    }

    private FilterNode ParseTerm(Subject? subject)
    {
        if (_token.Kind is not (FilterTokenKind.Not or FilterTokenKind.Minus))
        {
            return ParseSimple(subject);
        }

        Advance(subject);
        return new NotNode(ParseSimple(subject));
    }

    private FilterNode ParseSimple(Subject? subject)
    {
        if (_token.Kind == FilterTokenKind.Open)
        {
            return ParseGroup(subject, outer: subject);
        }

        return subject is null ? ParseRestriction() : ParseValue(subject, next: subject);
    }

    private FilterNode ParseGroup(Subject? subject, Subject? outer)
    {
        if (++_depth > FilterLimits.Depth)
        {
            throw new FilterException(
                FilterCode.TooDeep,
                _token.Position,
                $"Brackets may be nested at most {FilterLimits.Depth} deep."
            );
        }

        Advance(subject);
        var inner = ParseExpression(subject);
        if (_token.Kind != FilterTokenKind.Close)
        {
            throw Unexpected("a closing bracket");
        }

        Advance(outer);
        _depth--;
        return inner;
    }

    private FilterNode ParseRestriction()
    {
        var target = ParseTarget();
        if (_token.Kind != FilterTokenKind.Comparison)
        {
            return target.Rows is null
                ? throw Unexpected($"an operator after {target.Name}", KeywordFor(target))
                : new RowsNode(target);
        }

        var subject = new Subject(target, _token.Comparison, _token.Position);
        Advance(subject);
        return _token.Kind == FilterTokenKind.Open ? ParseGroup(subject, outer: null) : ParseValue(subject, next: null);
    }

    private FilterTarget ParseTarget()
    {
        var position = _token.Position;
        if (_token.Kind is not (FilterTokenKind.Text or FilterTokenKind.String))
        {
            throw Unexpected("the name of a field");
        }

        var path = ParsePath();
        if (_token.Kind != FilterTokenKind.Open)
        {
            return new FilterTarget(null, path, position);
        }

        if (path is not [var function])
        {
            return new FilterTarget(null, path, position) { Rows = ParseGroup(subject: null, outer: null) };
        }

        Advance(subject: null);
        path = ParsePath();
        if (_token.Kind != FilterTokenKind.Close)
        {
            throw Unexpected("a closing bracket");
        }

        Advance(subject: null);
        return new FilterTarget(function.Name, path, position);
    }

    private List<PathSegment> ParsePath()
    {
        var path = new List<PathSegment> { ParseSegment() };
        while (_token.Kind == FilterTokenKind.Dot)
        {
            Advance(subject: null);
            path.Add(ParseSegment());
        }

        return path;
    }

    // After a dot a keyword is a name like any other: AIP-160 allows attributes.NOT.
    private PathSegment ParseSegment()
    {
        if (_token is { OpenStart: true } or { OpenEnd: true })
        {
            throw new FilterException(FilterCode.Syntax, _token.Position, "A name has no wildcard.");
        }

        if (
            _token.Kind
            is not (
                FilterTokenKind.Text
                or FilterTokenKind.String
                or FilterTokenKind.And
                or FilterTokenKind.Or
                or FilterTokenKind.Not
            )
        )
        {
            throw Unexpected("the name of a field");
        }

        var segment = new PathSegment(_token.Text, _token.Position);
        Advance(subject: null);
        return segment;
    }

    private Restriction ParseValue(Subject subject, Subject? next)
    {
        if (++_restrictions > FilterLimits.Restrictions)
        {
            throw new FilterException(
                FilterCode.TooMany,
                _token.Position,
                $"A filter has at most {FilterLimits.Restrictions} comparisons."
            );
        }

        return new Restriction(subject.Target, subject.Operator, ParseArgument(next), subject.Position);
    }

    private FilterArgument ParseArgument(Subject? next)
    {
        if (_token.Kind == FilterTokenKind.Star)
        {
            var any = new AnyValue(_token.Position);
            Advance(next);
            return any;
        }

        var literal = TakeLiteral();
        Advance(next);
        return
            !literal.IsQuoted
            && _token.Kind == FilterTokenKind.Open
            && _token.Position == literal.Position + literal.Text.Length
            ? ParseCall(literal, next)
            : literal;
    }

    private FunctionCall ParseCall(Literal name, Subject? next)
    {
        var arguments = new List<Literal>();
        AdvanceToValue();
        while (_token.Kind != FilterTokenKind.Close)
        {
            if (arguments.Count > 0)
            {
                if (_token.Kind != FilterTokenKind.Comma)
                {
                    throw Unexpected("a comma or a closing bracket");
                }

                AdvanceToValue();
            }

            arguments.Add(TakeLiteral());
            AdvanceToValue();
        }

        Advance(next);
        return new FunctionCall(name.Text, arguments, name.Position);
    }

    private Literal TakeLiteral() =>
        _token.Kind switch
        {
            FilterTokenKind.Text => new Literal(_token.Text, false, false, false, _token.Position),
            FilterTokenKind.String => new Literal(_token.Text, true, _token.OpenStart, _token.OpenEnd, _token.Position),
            _ => throw Unexpected("a value"),
        };

    private void Advance(Subject? subject) => _token = subject is null ? _lexer.Read() : _lexer.ReadValue();

    private void AdvanceToValue() => _token = _lexer.ReadValue();

    private FilterException Unexpected(string expected, string? suggestion = null) =>
        new(
            FilterCode.Syntax,
            _token.Position,
            _token.Kind == FilterTokenKind.End
                ? $"The filter ends where {expected} was expected."
                : $"Expected {expected}, found {_token.Text}.",
            suggestion
        );

    // "kind = person and valid = true" is the mistake everybody makes once.
    private static string? KeywordFor(FilterTarget target) =>
        target.Name.ToUpperInvariant() is "AND" or "OR" or "NOT" ? target.Name.ToUpperInvariant() : null;

    private sealed record Subject(FilterTarget Target, FilterOperator Operator, int Position);
}
