using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Api.Data.Bulk;

/// <summary>PostgreSQL: binary <c>COPY</c>.</summary>
/// <remarks>
/// The server ends a transaction whose client stands still between two statements, but waits for the rows of a <c>COPY</c> for ever, and
/// with it whoever wants what the transaction holds, such as the next numbers: whoever took a job over from a node that stood still would
/// wait too. So a copy gets as long as an idle transaction.
/// </remarks>
internal sealed class PostgresBulkWriter(CrmDb db) : BulkWriter(db)
{
    private const string Annotation = "Crm:Bulk:PostgresBinder";

    private const string LimitAsIdle =
        "SELECT set_config('statement_timeout', current_setting('idle_in_transaction_session_timeout'), true)";

    private const string LimitAsBefore = "SET LOCAL statement_timeout TO DEFAULT";

    protected override async Task WriteAsync<T>(
        TableShape table,
        IReadOnlyList<T> rows,
        CancellationToken cancellationToken
    )
    {
        var connection = (NpgsqlConnection)Db.Database.GetDbConnection();
        await ExecuteAsync(connection, LimitAsIdle, cancellationToken);
        try
        {
            await CopyAsync(connection, table, rows, cancellationToken);
        }
        catch (PostgresException cut) when (cut.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            throw new CopyStoodStill(cut);
        }

        await ExecuteAsync(connection, LimitAsBefore, cancellationToken);
    }

    private async Task CopyAsync<T>(
        NpgsqlConnection connection,
        TableShape table,
        IReadOnlyList<T> rows,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var write = table.Entity.GetOrAddRuntimeAnnotationValue(Annotation, static shape => Binder<T>(shape!), table);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {TableShape.Quoted(Db, table.Name)} ({TableShape.Quoted(Db, table.Written)}) FROM STDIN (FORMAT BINARY)",
            cancellationToken
        );
        foreach (var row in rows)
        {
            // Asynchronous row by row, which is when a full buffer goes out; value by value it costs more than the copy itself.
            await copy.StartRowAsync(cancellationToken);
            write(copy, row);
        }

        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Action<NpgsqlBinaryImporter, T> Binder<T>(TableShape table)
    {
        var copy = Expression.Parameter(typeof(NpgsqlBinaryImporter));
        var row = Expression.Parameter(typeof(T));
        var calls = table.Written.Select(column =>
        {
            var value = column.Stored(row);
            var type = Expression.Constant(TypeOf(column));
            return Expression.Call(
                typeof(PostgresBulkWriter),
                value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is not null
                    ? nameof(WriteOptional)
                    : nameof(Write),
                [column.StoredType],
                copy,
                value,
                type
            );
        });
        return Expression.Lambda<Action<NpgsqlBinaryImporter, T>>(Expression.Block(calls), copy, row).Compile();
    }

    private static void Write<TValue>(NpgsqlBinaryImporter copy, TValue? value, NpgsqlDbType type)
    {
        if (value is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(value, type);
        }
    }

    private static void WriteOptional<TValue>(NpgsqlBinaryImporter copy, TValue? value, NpgsqlDbType type)
        where TValue : struct
    {
        if (value is { } given)
        {
            copy.Write(given, type);
        }
        else
        {
            copy.WriteNull();
        }
    }

    private static NpgsqlDbType TypeOf(ColumnShape column) =>
        column.Mapping.StoreTypeNameBase switch
        {
            "uuid" => NpgsqlDbType.Uuid,
            "character varying" => NpgsqlDbType.Varchar,
            "text" => NpgsqlDbType.Text,
            "bigint" => NpgsqlDbType.Bigint,
            "integer" => NpgsqlDbType.Integer,
            "smallint" => NpgsqlDbType.Smallint,
            "boolean" => NpgsqlDbType.Boolean,
            "date" => NpgsqlDbType.Date,
            "timestamp with time zone" => NpgsqlDbType.TimestampTz,
            "double precision" => NpgsqlDbType.Double,
            "bytea" => NpgsqlDbType.Bytea,
            var other => throw new NotSupportedException($"No bulk insert of '{other}' into {column.Name}."),
        };
}
