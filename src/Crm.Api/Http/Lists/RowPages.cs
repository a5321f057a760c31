using Crm.Api.Data;
using Crm.Api.Filters;
using Crm.Api.Kernel;
using Crm.Api.Paging;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Lists;

/// <summary>Pages of rows that are no resource of their own and always come in one order, perhaps out of several tables.</summary>
internal static class RowPages
{
    public static readonly QueryParameter[] Parameters =
    [
        ListQuery.Size,
        ListQuery.Token,
        ListQuery.Filter,
        ListQuery.DayZone,
    ];

    /// <param name="http">Says which page.</param>
    /// <param name="settings">This installation's.</param>
    /// <param name="work">The unit of work.</param>
    /// <param name="sources">Each is asked for a page; the first rows of all of them make the page.</param>
    /// <param name="fields">What filter and order know.</param>
    /// <param name="orderBy">The one order.</param>
    /// <param name="comparer">The same order, for rows of different sources.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Page<T>> ReadAsync<T>(
        HttpContext http,
        ListSettings settings,
        Work work,
        IReadOnlyList<IQueryable<T>> sources,
        FieldTable<T> fields,
        string orderBy,
        IComparer<T> comparer,
        CancellationToken cancellationToken
    )
        where T : IRecord
    {
        var query = ListQuery.Of(http, settings.Zone);
        var arguments = query.Arguments(http.Request.Path);
        var ordering = Ordering<T>.Parse(orderBy, fields);
        var context = await ListSettings.FilterContextAsync(work, query.FilterText, query.Zone, cancellationToken);
        var condition = ListQuery.Condition(query.FilterText, fields, context);
        var position = query.PageToken is { } token
            ? PageTokens.PositionOf(settings.PageTokens.Read(token, arguments))
            : null;
        var found = new List<T>();
        foreach (var source in sources)
        {
            var wanted = source.Where(condition);
            var rest = position is null ? wanted : ordering.After(wanted, position);
            found.AddRange(await ordering.Apply(rest).Take(query.PageSize + 1).ToListAsync(cancellationToken));
        }

        found.Sort(comparer);
        var items = found.Take(query.PageSize).ToList();
        return new Page<T>
        {
            Items = items,
            NextPageToken =
                items.Count < found.Count ? settings.PageTokens.Write(ordering.PositionOf(items[^1]), arguments) : null,
        };
    }
}
