using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Api.Data.Bulk;

/// <summary>PostgreSQL: binary <c>COPY</c>.</summary>
internal sealed class PostgresBulkWriter(CrmDb db) : BulkWriter(db)
{
    private const string Annotation = "Crm:Bulk:PostgresBinder";

    protected override async Task WriteAsync<T>(
        TableShape table,
        IReadOnlyList<T> rows,
        CancellationToken cancellationToken
    )
    {
        var connection = (NpgsqlConnection)Db.Database.GetDbConnection();
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
