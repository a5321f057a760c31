using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Api.Data.Bulk;

/// <summary>SQL Server: its bulk copy, with the constraints checked as for any insert.</summary>
internal sealed class SqlServerBulkWriter(CrmDb db) : BulkWriter(db)
{
    protected override async Task WriteAsync<T>(
        TableShape table,
        IReadOnlyList<T> rows,
        CancellationToken cancellationToken
    )
    {
        using var copy = new SqlBulkCopy(
            (SqlConnection)Db.Database.GetDbConnection(),
            SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers,
            (SqlTransaction)Db.Database.CurrentTransaction!.GetDbTransaction()
        );
        copy.DestinationTableName = TableShape.Quoted(Db, table.Name);
        copy.BulkCopyTimeout = Db.Database.GetCommandTimeout() ?? copy.BulkCopyTimeout;
        foreach (var column in table.Written)
        {
            copy.ColumnMappings.Add(column.Name, column.Name);
        }

        using var reader = new RowsReader<T>(table, rows);
        await copy.WriteToServerAsync(reader, cancellationToken);
    }
}
