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

    public async Task<long> ExportAsync()
    {
        using var copy = (StreamReader)await _connection.BeginTextExportAsync("COPY customers TO STDOUT (FORMAT csv)");
        return await LineCount.OfAsync(copy.BaseStream);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
