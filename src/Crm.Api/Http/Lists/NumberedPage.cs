using System.Globalization;
using Crm.Api.Paging;

namespace Crm.Api.Http.Lists;

/// <summary>A page of rows that stand in the order of a number of their own, such as the lines of a job; the token carries the last one's.</summary>
internal sealed class NumberedPage
{
    private readonly PageTokenProtector _tokens;
    private readonly string?[] _arguments;

    /// <param name="http">The request, of which the path belongs to the token.</param>
    /// <param name="settings">How lists are paged here.</param>
    /// <param name="filters">The query parameters that the token belongs to, too.</param>
    public NumberedPage(HttpContext http, ListSettings settings, params IEnumerable<string> filters)
    {
        var query = ListQuery.Of(http, settings.Zone);
        _tokens = settings.PageTokens;
        _arguments = [http.Request.Path, .. filters.Select(name => (string?)http.Request.Query[name])];
        Size = query.PageSize;
        After = query.PageToken is { } token
            ? long.Parse(PageTokens.PositionOf(_tokens.Read(token, _arguments))[0]!, CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>The number of the last row of the page before; null on the first page.</summary>
    public long? After { get; }

    /// <summary>Rows at most; whoever reads one more knows whether another page follows. Only ever made smaller.</summary>
    public int Size
    {
        get;
        init => field = field == 0 ? value : Math.Min(field, value);
    }

    /// <summary>The rows to show of those found.</summary>
    public List<TRow> Shown<TRow>(IReadOnlyList<TRow> found) => [.. found.Take(Size)];

    /// <summary>The answer: what is shown, and where to go on if more was found than that.</summary>
    public Page<T> Of<TRow, T>(IReadOnlyList<TRow> found, Func<TRow, long> numberOf, IReadOnlyList<T> items) =>
        new() { Items = items, NextPageToken = found.Count > Size ? TokenAt(numberOf(found[Size - 1])) : null };

    private string TokenAt(long number) => _tokens.Write([number.ToString(CultureInfo.InvariantCulture)], _arguments);
}
