namespace Crm.Api.Paging;

/// <summary>What came of reading a page token.</summary>
internal enum PageTokenOutcome
{
    Ok,
    Malformed,
    OtherArguments,
    Expired,
}

/// <summary>The outcome of reading a page token, and the position it held when the outcome is Ok.</summary>
internal readonly record struct PageTokenReading(PageTokenOutcome Outcome, IReadOnlyList<string?> Position)
{
    public static PageTokenReading Failed(PageTokenOutcome outcome) => new(outcome, []);
}
