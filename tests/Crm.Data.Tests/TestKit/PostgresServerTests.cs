using Crm.TestKit;
using Npgsql;

namespace Crm.Data.Tests.TestKit;

public sealed class PostgresServerTests
{
    [Theory]
    [OnPostgres]
    public async Task Each_database_is_new_and_empty(Engine _)
    {
        var first = await PostgresServer.CreateDatabaseAsync();
        var second = await PostgresServer.CreateDatabaseAsync();
        await ExecuteAsync(first, "CREATE TABLE t (id int)");

        Assert.Equal(1L, await ExecuteAsync(first, CountTables));
        Assert.Equal(0L, await ExecuteAsync(second, CountTables));
    }

    [Theory]
    [OnPostgres]
    public async Task What_is_committed_is_flushed(Engine _) =>
        Assert.Equal("on", await ExecuteAsync(await PostgresServer.CreateDatabaseAsync(), "SHOW fsync"));

    [Theory]
    [OnPostgres]
    public async Task The_server_and_its_folder_go_when_the_test_process_lets_go(Engine _)
    {
        var server = await PostgresProcess.StartAsync();
        var database = server.ConnectionStringOf("postgres") + ";Pooling=false";
        Assert.Equal(1, await ExecuteAsync(database, "SELECT 1"));

        server.Dispose();

        Assert.False(Directory.Exists(server.Folder));
        await Assert.ThrowsAsync<NpgsqlException>(() => ExecuteAsync(database, "SELECT 1"));
    }

    private const string CountTables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
