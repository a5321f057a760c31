using Crm.Api.Events;
using Crm.Api.Kernel;

namespace Crm.Api.Data.Bulk;

/// <summary>The capture path for many new records at once: what adding and saving them would do, table by table.</summary>
internal static class BulkCapture
{
    /// <summary>Writes the records with their parts and one <c>created</c> event each, in the work's transaction.</summary>
    public static async Task CreateAsync<TEntity>(
        Work work,
        IReadOnlyList<TEntity> records,
        CancellationToken cancellationToken
    )
        where TEntity : Record
    {
        if (records.Count == 0)
        {
            return;
        }

        var shape = RecordShape<TEntity>.Of(work.Db);
        var events = new List<Event>(records.Count);
        foreach (var record in records)
        {
            events.Add(Capture.Created(record, work.Db.Author!));
            foreach (var list in shape.PartLists)
            {
                list.Adopt(record);
            }
        }

        await work.Bulk.InsertAsync(shape.ReferredToFirst(records), cancellationToken);
        foreach (var list in shape.PartLists)
        {
            await list.InsertAsync(work.Bulk, records, cancellationToken);
        }

        await work.Bulk.InsertAsync(events, cancellationToken);
        foreach (var follower in work.Db.Followers.Where(follower => follower.Kind == typeof(TEntity)))
        {
            await follower.InsertedAsync(work.Bulk, records, work.IsPartOfMany, cancellationToken);
        }
    }
}
