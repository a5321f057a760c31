using System.Buffers;
using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Crm.Api.Data.Bulk;

/// <summary>Binds values to a statement's parameters as the driver would.</summary>
internal static class SqliteBinding
{
    private const int OnStack = 1024;

    public static void Bind(sqlite3_stmt statement, int number, long? value) =>
        _ = value is { } given
            ? raw.sqlite3_bind_int64(statement, number, given)
            : raw.sqlite3_bind_null(statement, number);

    public static void Bind(sqlite3_stmt statement, int number, bool? value) =>
        Bind(statement, number, value is { } given ? (given ? 1L : 0L) : null);

    public static void Bind(sqlite3_stmt statement, int number, double? value) =>
        _ = value is { } given
            ? raw.sqlite3_bind_double(statement, number, given)
            : raw.sqlite3_bind_null(statement, number);

    public static void Bind(sqlite3_stmt statement, int number, DateOnly? value) =>
        Bind(statement, number, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static void Bind(sqlite3_stmt statement, int number, byte[]? value) =>
        _ = value switch
        {
            null => raw.sqlite3_bind_null(statement, number),
            // A blob of no bytes is no null, but a pointer to nothing would make it one.
            [] => raw.sqlite3_bind_zeroblob(statement, number, 0),
            _ => raw.sqlite3_bind_blob(statement, number, value),
        };

    public static void Bind(sqlite3_stmt statement, int number, string? value)
    {
        if (value is null)
        {
            _ = raw.sqlite3_bind_null(statement, number);
            return;
        }

        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most <= OnStack ? null : ArrayPool<byte>.Shared.Rent(most);
        var bytes = rented ?? stackalloc byte[OnStack];
        // SQLite copies them.
        var length = Encoding.UTF8.GetBytes(value, bytes);
        _ = raw.sqlite3_bind_text(statement, number, bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
