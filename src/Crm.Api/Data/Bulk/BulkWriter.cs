using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Data.Bulk;

/// <summary>
/// Inserts many rows the way the engine is quickest at, within the open transaction. Values are stored as EF would store them; what
/// the database itself fills, such as the events' sequence, is left to it.
/// </summary>
internal abstract class BulkWriter(CrmDb db)
{
    protected CrmDb Db => db;

    /// <exception cref="DbUpdateException">As when saving; the transaction can then only be rolled back.</exception>
    public async Task InsertAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Rows are inserted in the transaction of a unit of work.");
        }

        var table = TableShape.Of<T>(db);
        try
        {
            await WriteAsync(table, rows, cancellationToken);
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"The rows could not be inserted into {table.Name}.", failure);
        }
    }

    protected abstract Task WriteAsync<T>(TableShape table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class;
}
