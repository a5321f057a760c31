using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks;

/// <summary>Values as the service's SQLite schema stores them.</summary>
internal static class Stored
{
    public static long Of(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTime Time(this SqliteDataReader reader, int column) =>
        DateTime.UnixEpoch.AddTicks(reader.GetInt64(column) * TimeSpan.TicksPerMicrosecond);

    public static DateTime? TimeOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Time(column);

    public static Guid Id(this SqliteDataReader reader, int column) =>
        new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    public static Guid? IdOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Id(column);

    public static string? Text(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static bool? FlagOrNull(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetBoolean(column);
}
