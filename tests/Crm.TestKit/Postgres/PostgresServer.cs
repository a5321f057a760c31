using Npgsql;

namespace Crm.TestKit;

/// <summary>A private PostgreSQL for this test process, started on first use and gone with the process.</summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<PostgresProcess>> Process = new(PostgresProcess.StartAsync);
    private static readonly Lazy<Task<string>> Migrated = new(MigrateOneAsync);
    private static int _databases;

    /// <summary>Why there can be no server here, or null when there can.</summary>
    public static string? MissingBecause => PostgresBinaries.MissingBecause;

    /// <summary>Makes a new, empty database and returns its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var name = NewName();
        await ExecuteAsync($"CREATE DATABASE {name}");
        return (await Process.Value).ConnectionStringOf(name);
    }

    /// <summary>Makes a new database with the service's tables: a copy of one that is migrated once.</summary>
    public static async Task<string> CreateMigratedDatabaseAsync()
    {
        var original = await Migrated.Value;
        var name = NewName();
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {original}");
        return (await Process.Value).ConnectionStringOf(name);
    }

    private static async Task<string> MigrateOneAsync()
    {
        var name = NewName();
        await ExecuteAsync($"CREATE DATABASE {name}");
        await Migration.RunAsync(EngineSettings.On(Engine.Postgres, (await Process.Value).ConnectionStringOf(name)));
        // It can be copied only while nobody is connected, and those that migrated it wait in their pool.
        await ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return name;
    }

    private static string NewName() => $"crm_{Interlocked.Increment(ref _databases)}";

    private static async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection((await Process.Value).ConnectionStringOf("postgres"));
        await connection.OpenAsync();
#pragma warning disable CA2100 // Our own words and names.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
