using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Crm.Api.Data.Bulk;

/// <summary>Reads rows, whole ones of one table by a set of ids or some columns of many, without a query to compile or a tracker to tell.</summary>
internal sealed class RowReader(CrmDb db, DatabaseEngine engine)
{
    private const string Annotation = "Crm:Bulk:Row";
    private const string SelectAnnotation = "Crm:Bulk:Select";

    /// <summary>The rows whose property is one of the ids, in the order of their key.</summary>
    public Task<List<T>> ReadAsync<T>(
        string property,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancellationToken
    )
        where T : class => ReadAsync<T>(property, new SoughtIds(ids), cancellationToken);

    /// <summary>The rows whose property is one of the ids, in the order of their key; those of others between them may come along.</summary>
    public async Task<List<T>> ReadAsync<T>(string property, SoughtIds ids, CancellationToken cancellationToken)
        where T : class
    {
        var table = TableShape.Of<T>(db);
        var materialize = table.Entity.GetOrAddRuntimeAnnotationValue(
            Annotation,
            static shape => Materializer<T>(shape!),
            table
        );
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Sql(table, property, command, ids);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>(ids.All.Count);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(materialize(reader));
        }

        return rows;
    }

    /// <summary>Goes over the columns that a query selects, in their order: for millions of rows, of which making objects costs most.</summary>
    public async Task ForEachAsync(IQueryable columns, Action<PlainRow> take, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = columns.CreateDbCommand();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var row = new PlainRow(reader, engine);
            while (await reader.ReadAsync(cancellationToken))
            {
                take(row);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private string Sql(TableShape table, string property, DbCommand command, SoughtIds ids)
    {
        var (select, orderBy) = table.Entity.GetOrAddRuntimeAnnotationValue(
            SelectAnnotation,
            static reading => Frame(reading.table, reading.db),
            (table, db)
        );
        var column = TableShape.Quoted(db, table.ColumnOf(table.Entity.FindProperty(property)!).Name);
        var condition = ids.Span is var (first, last)
            ? engine.BetweenIds(command, column, first, last)
            : engine.AmongIds(command, column, ids.All);
        return $"{select} WHERE {condition} {orderBy}";
    }

    private static (string Select, string OrderBy) Frame(TableShape table, CrmDb db)
    {
        var order = table.Entity.FindPrimaryKey()!.Properties.Select(table.ColumnOf);
        return (
            $"SELECT {TableShape.Quoted(db, table.Columns)} FROM {TableShape.Quoted(db, table.Name)}",
            $"ORDER BY {TableShape.Quoted(db, order)}"
        );
    }

    private static Func<DbDataReader, T> Materializer<T>(TableShape table)
    {
        var reader = Expression.Parameter(typeof(DbDataReader));
        var row = Expression.Variable(typeof(T));
        var fields = table.Columns.Select((column, ordinal) => column.Read(row, reader, ordinal));
        return Expression
            .Lambda<Func<DbDataReader, T>>(
                Expression.Block([row], [Expression.Assign(row, Expression.New(typeof(T))), .. fields, row]),
                reader
            )
            .Compile();
    }
}
