using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Kernel;
using Crm.Api.Paging;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Http.Lists;

/// <summary>Reads a list page by page, each from where the one before ended.</summary>
internal sealed class PageReader<TEntity, TForm, TResponse>(
    Resource<TEntity, TForm, TResponse> resource,
    IQueryable<TEntity> records,
    Ordering<TEntity> ordering,
    IReadOnlyList<Expansion<TResponse>> expansions,
    Work work
)
    where TEntity : Record, new()
    where TForm : class
    where TResponse : RecordResponse
{
    /// <returns>The records after the position as they are shown, and the position of the next page, if there is one.</returns>
    public async Task<(IReadOnlyList<TResponse> Items, IReadOnlyList<string?>? Next)> ReadAsync(
        IReadOnlyList<string?>? position,
        int size,
        CancellationToken cancellationToken
    )
    {
        var (records, next) = await FindAsync(position, size, cancellationToken);
        return (await ShowAsync(records, cancellationToken), next);
    }

    /// <summary>
    /// The same; but unless that asks the database, the records are made what is shown only when they are taken, on whichever core that is.
    /// </summary>
    public async Task<(IEnumerable<TResponse> Items, IReadOnlyList<string?>? Next)> ReadAheadAsync(
        IReadOnlyList<string?>? position,
        int size,
        CancellationToken cancellationToken
    )
    {
        var (records, next) = await FindAsync(position, size, cancellationToken);
        return expansions.Count == 0
            ? (records.Select(resource.ToResponse), next)
            : (await ShowAsync(records, cancellationToken), next);
    }

    private async Task<(IReadOnlyList<TEntity> Records, IReadOnlyList<string?>? Next)> FindAsync(
        IReadOnlyList<string?>? position,
        int size,
        CancellationToken cancellationToken
    )
    {
        var rest = position is null ? records : ordering.After(records, position);
        // The ids alone at first: the parts are read a table at a time, and each would search and sort the whole list again.
        var ids = await ordering.Apply(rest).Select(record => record.Id).Take(size + 1).ToListAsync(cancellationToken);
        var hasMore = ids.Count > size;
        if (hasMore)
        {
            ids.RemoveAt(size);
        }

        var found = await FindAsync(ids, cancellationToken);
        return (found, hasMore ? ordering.PositionOf(found[^1]) : null);
    }

    private async Task<IReadOnlyList<TResponse>> ShowAsync(
        IReadOnlyList<TEntity> found,
        CancellationToken cancellationToken
    )
    {
        List<TResponse> items = [.. found.Select(resource.ToResponse)];
        foreach (var expansion in expansions)
        {
            await expansion.FillAsync(items, work, cancellationToken);
        }

        return items;
    }

    private async Task<List<TEntity>> FindAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        var found = (await resource.ReadAsync(ids, work, cancellationToken)).ToDictionary(record => record.Id);
        return ids.ConvertAll(id => found[id]);
    }
}
