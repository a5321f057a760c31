namespace Crm.Api.Filters;

/// <summary>What a token is.</summary>
internal enum FilterTokenKind
{
    End,
    Text,
    String,
    Comparison,
    And,
    Or,
    Not,
    Minus,
    Star,
    Dot,
    Comma,
    Open,
    Close,
}

/// <summary>One word or sign of a filter; the two flags tell of a wildcard at either end of a string.</summary>
internal readonly record struct FilterToken(
    FilterTokenKind Kind,
    int Position,
    string Text,
    FilterOperator Comparison = default,
    bool OpenStart = false,
    bool OpenEnd = false
);
