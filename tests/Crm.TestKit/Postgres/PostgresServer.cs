using Npgsql;

namespace Crm.TestKit;

/// <summary>A private PostgreSQL for this test process, started on first use and gone with the process.</summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<PostgresProcess>> Process = new(PostgresProcess.StartAsync);
    private static int _databases;

    /// <summary>Why there can be no server here, or null when there can.</summary>
    public static string? MissingBecause => PostgresBinaries.MissingBecause;

    /// <summary>Makes a new, empty database and returns its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var process = await Process.Value;
        var name = $"crm_{Interlocked.Increment(ref _databases)}";

        await using var connection = new NpgsqlConnection(process.ConnectionStringOf("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();

        return process.ConnectionStringOf(name);
    }
}
