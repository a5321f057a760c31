using Crm.TestKit;
using Npgsql;

namespace Crm.Benchmarks.Bulk;

/// <summary>The least that importing and exporting take on PostgreSQL: <c>COPY</c>, with one unique index.</summary>
internal sealed class PostgresCopy : IFloor
{
    private readonly NpgsqlConnection _connection;

    private PostgresCopy(NpgsqlConnection connection) => _connection = connection;

    public string Name => "COPY";

    public static async Task<PostgresCopy> OpenAsync()
    {
        var connection = new NpgsqlConnection(await PostgresServer.CreateDatabaseAsync());
        await connection.OpenAsync();
        return new PostgresCopy(connection);
    }

    public async Task ImportAsync(string csv)
    {
        var columns = string.Join(',', CustomerFile.Header.Split(',').Select(column => $"{column} text"));
        await using (var make = _connection.CreateCommand())
        {
            make.CommandText = $"CREATE TABLE customers ({columns}); CREATE UNIQUE INDEX ON customers (erp)";
            await make.ExecuteNonQueryAsync();
        }

        using var file = new StreamReader(csv);
        await using var copy = await _connection.BeginTextImportAsync(
            "COPY customers FROM STDIN (FORMAT csv, HEADER true)"
        );
        var buffer = new char[64 * 1024];
        int read;
        while ((read = await file.ReadAsync(buffer)) > 0)
        {
            await copy.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    public Task<long> ExportAsync() => ExportAsync(_connection, "customers");

    public async Task<long> ExportSameFieldsAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return await ExportAsync(connection, $"({SameFields.OnPostgres})");
    }

    private static async Task<long> ExportAsync(NpgsqlConnection connection, string rows)
    {
        using var copy = (StreamReader)await connection.BeginTextExportAsync($"COPY {rows} TO STDOUT (FORMAT csv)");
        return await LineCount.OfAsync(copy.BaseStream);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
