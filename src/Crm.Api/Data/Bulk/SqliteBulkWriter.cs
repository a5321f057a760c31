using System.Linq.Expressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Crm.Api.Data.Bulk;

/// <summary>SQLite: one prepared statement, bound and stepped for each row without the layers of the driver between.</summary>
internal sealed class SqliteBulkWriter(CrmDb db) : BulkWriter(db)
{
    private const string Annotation = "Crm:Bulk:SqliteBinder";

    /// <summary>True: a row whose key is there already is left out.</summary>
    public bool LeavesPresent { get; init; }

    protected override Task WriteAsync<T>(TableShape table, IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var handle = ((SqliteConnection)Db.Database.GetDbConnection()).Handle!;
        var bind = table.Entity.GetOrAddRuntimeAnnotationValue(Annotation, static shape => Binder<T>(shape!), table);
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(handle, InsertSql(table), out var statement),
            handle
        );
        using (statement)
        {
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                bind(statement, row);
                var code = raw.sqlite3_step(statement);
                if (code != raw.SQLITE_DONE)
                {
                    SqliteException.ThrowExceptionForRC(code, handle);
                }

                raw.sqlite3_reset(statement);
            }
        }

        return Task.CompletedTask;
    }

    private string InsertSql(TableShape table) =>
        $"INSERT {(LeavesPresent ? "OR IGNORE " : "")}INTO {TableShape.Quoted(Db, table.Name)} ({TableShape.Quoted(Db, table.Written)}) "
        + $"VALUES ({string.Join(", ", table.Written.Select(_ => "?"))})";

    private static Action<sqlite3_stmt, T> Binder<T>(TableShape table)
    {
        var statement = Expression.Parameter(typeof(sqlite3_stmt));
        var row = Expression.Parameter(typeof(T));
        var calls = table.Written.Select(
            (column, index) => BindCall(statement, index + 1, column.StoredType, column.Stored(row))
        );
        return Expression.Lambda<Action<sqlite3_stmt, T>>(Expression.Block(calls), statement, row).Compile();
    }

    private static MethodCallExpression BindCall(Expression statement, int number, Type stored, Expression value)
    {
        var type =
            stored == typeof(int) || stored == typeof(short) ? typeof(long?)
            : stored.IsValueType ? typeof(Nullable<>).MakeGenericType(stored)
            : stored;
        return Expression.Call(
            typeof(SqliteBinding),
            nameof(SqliteBinding.Bind),
            null,
            statement,
            Expression.Constant(number),
            value.Type == type ? value : Expression.Convert(value, type)
        );
    }
}
