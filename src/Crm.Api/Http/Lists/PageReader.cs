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
    /// <returns>The records after the position, and the position of the next page, if there is one.</returns>
    public async Task<(IReadOnlyList<TResponse> Items, IReadOnlyList<string?>? Next)> ReadAsync(
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
        var items = found.ConvertAll(resource.ToResponse);
        foreach (var expansion in expansions)
        {
            await expansion.FillAsync(items, work, cancellationToken);
        }

        return (items, hasMore ? ordering.PositionOf(found[^1]) : null);
    }

    private async Task<List<TEntity>> FindAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        var found = (await resource.ReadAsync(ids, work, cancellationToken)).ToDictionary(record => record.Id);
        return ids.ConvertAll(id => found[id]);
    }
}
