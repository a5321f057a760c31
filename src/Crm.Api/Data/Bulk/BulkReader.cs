using System.Runtime.CompilerServices;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data.Bulk;

/// <summary>Reads many whole records with all their parts, untracked: each table once per page.</summary>
internal static class BulkReader
{
    private const int PageSize = 1000;

    /// <summary>The records with these ids that are there, in id order. Whether the caller may see them is asked when the ids are found.</summary>
    public static async Task<List<TEntity>> ByIdsAsync<TEntity>(
        Work work,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
        where TEntity : Record
    {
        await work.Db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await ReadAsync<TEntity>(work, ids, cancellationToken);
        }
        finally
        {
            await work.Db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Gives records that were read without them their parts, in the snapshot or transaction the work has begun.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="records">The records.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="only">The names of the lists to read; all when null.</param>
    public static Task LoadPartsAsync<TEntity>(
        Work work,
        IReadOnlyCollection<TEntity> records,
        CancellationToken cancellationToken,
        string[]? only = null
    )
        where TEntity : Record =>
        LoadPartsAsync(
            work,
            new SoughtIds([.. records.Select(record => record.Id)]),
            records,
            list => only?.Contains(list.Name) ?? true,
            cancellationToken
        );

    /// <summary>All records of a query, in id order, however many they are; in one snapshot when the work has begun one.</summary>
    public static async IAsyncEnumerable<TEntity> StreamAsync<TEntity>(
        Work work,
        IQueryable<TEntity> query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where TEntity : Record
    {
        var after = Guid.Empty;
        List<Guid> ids;
        do
        {
            ids = await query
                .Where(record => record.Id > after)
                .OrderBy(record => record.Id)
                .Select(record => record.Id)
                .Take(PageSize)
                .ToListAsync(cancellationToken);
            foreach (var record in await ByIdsAsync<TEntity>(work, ids, cancellationToken))
            {
                yield return record;
            }

            after = ids is [.., var last] ? last : after;
        } while (ids.Count == PageSize);
    }

    private static async Task<List<TEntity>> ReadAsync<TEntity>(
        Work work,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
        where TEntity : Record
    {
        var sought = await SoughtIds.OfAsync<TEntity>(work, ids, cancellationToken);
        var records = await work.Rows.ReadAsync<TEntity>(nameof(Record.Id), sought, cancellationToken);
        if (sought.Span is not null)
        {
            var wanted = ids.ToHashSet();
            records.RemoveAll(record => !wanted.Contains(record.Id));
        }

        await LoadPartsAsync(work, sought, records, _ => true, cancellationToken);
        foreach (var reference in RecordShape<TEntity>.Of(work.Db).PartReferences)
        {
            await reference.ReadAsync(work.Rows, records, cancellationToken);
        }

        return records;
    }

    private static async Task LoadPartsAsync<TEntity>(
        Work work,
        SoughtIds ids,
        IReadOnlyCollection<TEntity> records,
        Func<PartList<TEntity>, bool> isWanted,
        CancellationToken cancellationToken
    )
        where TEntity : Record
    {
        var byId = records.ToDictionary(record => record.Id);
        foreach (var list in RecordShape<TEntity>.Of(work.Db).PartLists.Where(isWanted))
        {
            await list.ReadAsync(work.Rows, ids, byId, cancellationToken);
        }
    }
}
