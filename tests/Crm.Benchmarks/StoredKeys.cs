using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Crm.Benchmarks;

/// <summary>
/// The keys by which duplicates are found. Those of customers that were written past the service are made after its start; until that is
/// over nothing is measured.
/// </summary>
internal static class StoredKeys
{
    /// <summary>Waits for the keys of all customers.</summary>
    public static async Task<KeyFigures> MadeAsync(string databaseFile, int customers)
    {
        var before = new FileInfo(databaseFile).Length;
        await using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync();
        // The service begins some time after its start.
        await UntilAsync(connection, 1);
        var start = Stopwatch.GetTimestamp();
        await UntilAsync(connection, customers);
        var taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var after = Number(connection, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
        return new KeyFigures(taken, Number(connection, "SELECT COUNT(*) FROM customer_keys"), after - before);
    }

    private static async Task UntilAsync(SqliteConnection connection, int customers)
    {
        while (Number(connection, "SELECT COUNT(*) FROM customer_key_sets") < customers)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return (long)command.ExecuteScalar()!;
    }
}

/// <summary>What the stored keys of all customers took to make, and take to keep.</summary>
internal sealed record KeyFigures(double Seconds, long Rows, long Bytes);
