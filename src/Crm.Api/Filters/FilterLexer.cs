using System.Text;

namespace Crm.Api.Filters;

/// <summary>Cuts a filter into tokens, one at a time.</summary>
/// <remarks>
/// What a character means depends on its place: <c>a.b</c> is a path before an operator, while after one
/// <c>12.5</c>, <c>2026-01-31T10:00:00Z</c> and <c>ann@example.org</c> are single values. The parser knows which it expects.
/// </remarks>
internal sealed class FilterLexer(string text)
{
    private int _next;

    /// <summary>The next token where a name, an operator or a bracket may stand.</summary>
    public FilterToken Read() => Read(IsNameCharacter, valueExpected: false);

    /// <summary>The next token where a value may stand.</summary>
    public FilterToken ReadValue() => Read(IsValueCharacter, valueExpected: true);

    public static bool IsNameCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    private static bool IsValueCharacter(char character) =>
        !char.IsWhiteSpace(character) && !char.IsControl(character) && !"()\"'=<>!,*\\".Contains(character);

    private FilterToken Read(Func<char, bool> belongsToText, bool valueExpected)
    {
        while (_next < text.Length && char.IsWhiteSpace(text[_next]))
        {
            _next++;
        }

        if (_next == text.Length)
        {
            return new FilterToken(FilterTokenKind.End, _next, "");
        }

        var first = text[_next];
        return first switch
        {
            '(' => Sign(FilterTokenKind.Open),
            ')' => Sign(FilterTokenKind.Close),
            ',' => Sign(FilterTokenKind.Comma),
            '*' => Sign(FilterTokenKind.Star),
            '"' or '\'' => ReadString(first),
            '=' or '!' or '<' or '>' => ReadComparison(),
            ':' when !valueExpected => ReadComparison(),
            '.' when !valueExpected => Sign(FilterTokenKind.Dot),
            '-' when !valueExpected => Sign(FilterTokenKind.Minus),
            _ when belongsToText(first) => ReadText(belongsToText),
            _ => throw Unexpected(first),
        };
    }

    private FilterToken Sign(FilterTokenKind kind) => new(kind, _next, text[_next++].ToString());

    private FilterToken ReadText(Func<char, bool> belongsToText)
    {
        var start = _next;
        while (_next < text.Length && belongsToText(text[_next]))
        {
            _next++;
        }

        if (_next < text.Length && text[_next] == '*')
        {
            throw Syntax(_next, "A * next to text is only understood inside quotes, as in name = \"Ann*\".");
        }

        var word = text[start.._next];
        var kind = word switch
        {
            "AND" => FilterTokenKind.And,
            "OR" => FilterTokenKind.Or,
            "NOT" => FilterTokenKind.Not,
            _ => FilterTokenKind.Text,
        };
        return new FilterToken(kind, start, word);
    }

    private FilterToken ReadString(char quote)
    {
        var start = _next++;
        var content = new StringBuilder();
        var openStart = false;
        int? openEnd = null;

        for (; _next < text.Length; _next++)
        {
            var character = text[_next];
            if (character == quote)
            {
                _next++;
                return new FilterToken(
                    FilterTokenKind.String,
                    start,
                    content.ToString(),
                    OpenStart: openStart,
                    OpenEnd: openEnd is not null
                );
            }

            if (openEnd is { } star)
            {
                throw Syntax(
                    star,
                    "A * may stand only at the beginning or the end of a string; \\* is the sign itself."
                );
            }

            if (character == '*' && _next == start + 1)
            {
                openStart = true;
            }
            else if (character == '*')
            {
                openEnd = _next;
            }
            else if (character == '\\' && _next + 1 < text.Length)
            {
                content.Append(text[++_next]);
            }
            else
            {
                content.Append(character);
            }
        }

        throw Syntax(start, "This string has no closing quote.");
    }

    private FilterToken ReadComparison()
    {
        var start = _next;
        while (_next < text.Length && text[_next] is '=' or '!' or '<' or '>' or ':')
        {
            _next++;
        }

        var sign = text[start.._next];
        FilterOperator comparison = sign switch
        {
            "=" => FilterOperator.Equal,
            "!=" => FilterOperator.NotEqual,
            "<" => FilterOperator.Less,
            "<=" => FilterOperator.LessOrEqual,
            ">" => FilterOperator.Greater,
            ">=" => FilterOperator.GreaterOrEqual,
            ":" => FilterOperator.Has,
            _ => throw Syntax(start, $"{sign} is not an operator; there are = != < <= > >= and :."),
        };
        return new FilterToken(FilterTokenKind.Comparison, start, sign, comparison);
    }

    private FilterException Unexpected(char character) =>
        char.IsControl(character) || char.IsSurrogate(character)
            ? Syntax(_next, $"The character U+{(int)character:X4} cannot stand here; put text in quotes.")
            : Syntax(_next, $"The character {character} cannot stand here; put text in quotes.");

    private static FilterException Syntax(int position, string message) => new(FilterCode.Syntax, position, message);
}
