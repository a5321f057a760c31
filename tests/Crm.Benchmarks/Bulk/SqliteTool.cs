using System.Diagnostics;

namespace Crm.Benchmarks.Bulk;

/// <summary>The least that importing and exporting take on SQLite: its own command line tool, with our durability and one unique index.</summary>
internal sealed class SqliteTool(DirectoryInfo folder) : IFloor
{
    private readonly string _database = Path.Combine(folder.FullName, "floor.db");

    public string Name => "sqlite3 .import, sqlite3 -csv";

    public async Task ImportAsync(string csv)
    {
        var columns = string.Join(',', CustomerFile.Header.Split(',').Select(column => $"{column} TEXT"));
        using var tool = Start(redirectInput: true, _database);
        await tool.StandardInput.WriteAsync(
            $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE customers ({columns});
            CREATE UNIQUE INDEX customers_erp ON customers (erp);
            .import --csv --skip 1 {csv} customers

            """
        );
        tool.StandardInput.Close();
        await tool.StandardOutput.ReadToEndAsync();
        await EndAsync(tool);
    }

    public Task<long> ExportAsync() => ExportAsync(_database, "SELECT * FROM customers");

    public Task<long> ExportSameFieldsAsync(string database) => ExportAsync(database, SameFields.OnSqlite);

    public ValueTask DisposeAsync()
    {
        foreach (var file in folder.GetFiles("floor.db*"))
        {
            file.Delete();
        }

        return ValueTask.CompletedTask;
    }

    private static async Task<long> ExportAsync(string database, string select)
    {
        using var tool = Start(redirectInput: false, "-csv", database, select);
        var lines = await LineCount.OfAsync(tool.StandardOutput.BaseStream);
        await EndAsync(tool);
        return lines;
    }

    private static Process Start(bool redirectInput, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("sqlite3", arguments)
            {
                RedirectStandardInput = redirectInput,
                RedirectStandardOutput = true,
            }
        )!;

    private static async Task EndAsync(Process tool)
    {
        await tool.WaitForExitAsync();
        if (tool.ExitCode != 0)
        {
            throw new InvalidOperationException($"sqlite3 ended with {tool.ExitCode}.");
        }
    }
}
