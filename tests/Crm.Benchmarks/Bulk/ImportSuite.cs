using System.Diagnostics;
using System.Net;
using Crm.Benchmarks.Load;
using Crm.TestKit;

namespace Crm.Benchmarks.Bulk;

/// <summary>
/// Importing, importing again and exporting many customers through HTTP, beside the database's own loader with the same file. The
/// service is a Release build in a process of its own.
/// </summary>
internal static class ImportSuite
{
    /// <summary>Memory is to be the same for this many rows and for however many there are.</summary>
    private const int FewRows = 100_000;

    public static async Task RunAsync(RunOptions options)
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, {options.Rows:N0} customers of {CustomerFile.Columns} columns, "
                + $"load average {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}"
        );
        Console.WriteLine();
        Console.WriteLine("| Engine | Rows | Operation | Seconds | Rows/s | Floor, s | Times the floor | Peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var bystanders = new List<string>();
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            foreach (var rows in new[] { Math.Min(FewRows, options.Rows), options.Rows }.Distinct())
            {
                bystanders.Add(await MeasureAsync(engine, rows));
            }
        }

        Console.WriteLine();
        bystanders.ForEach(Console.WriteLine);
    }

    private static async Task<string> MeasureAsync(Engine engine, int rows)
    {
        await using var service = await ServiceProcess.StartAsync(engine);
        var folder = new DirectoryInfo(service.Folder);
        var csv = Path.Combine(service.Folder, "customers.csv");
        await CustomerFile.WriteAsync(csv, first: 0, rows);
        await using IFloor floor = engine is Engine.Sqlite ? new SqliteTool(folder) : await PostgresCopy.OpenAsync();
        var importFloor = await TimeAsync(() => floor.ImportAsync(csv));
        var exportFloor = await TimeAsync(() => ExpectAsync(rows, floor.ExportAsync()));

        void Report(string operation, TimeSpan taken, TimeSpan least) =>
            Console.WriteLine(
                $"| {engine} | {rows:N0} | {operation} | {taken.TotalSeconds:F1} | {rows / taken.TotalSeconds:N0} "
                    + $"| {least.TotalSeconds:F1} | {taken / least:F1} | {service.Process.PeakResidentBytes() / 1_000_000} |"
            );

        Report("import", await TimeAsync(() => ImportAsync(service, csv, "created", rows)), importFloor);
        Report("import again", await TimeAsync(() => ImportAsync(service, csv, "unchanged", rows)), importFloor);
        var export = await TimeAsync(() => ExpectAsync(rows + 1, ExportAsync(service)));
        Report("export", export, exportFloor);
        var same = await TimeAsync(() => ExpectAsync(rows, floor.ExportSameFieldsAsync(service.Database)));
        Report("export, to the same fields", export, same);

        // The same number of others, so that whoever reads and writes meanwhile does not slow down what is measured above.
        await CustomerFile.WriteAsync(csv, first: rows, Math.Min(FewRows, rows));
        var job = await SendAsync(service, csv);
        var (reads, writes) = await new Bystander(service.Admin).WatchAsync(job);
        return $"{engine}, {rows:N0} customers there and {Math.Min(FewRows, rows):N0} more coming: single reads {Times(reads)}, "
            + $"single writes {Times(writes)}; peak memory {service.Process.PeakResidentBytes() / 1_000_000} MB";
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> step)
    {
        var start = Stopwatch.GetTimestamp();
        await step();
        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task ImportAsync(ServiceProcess service, string csv, string outcome, int rows)
    {
        var job = await service.Admin.SettledJobAsync(await SendAsync(service, csv));
        if (job.Text("state") != "completed" || (int)job["counts"]![outcome]! != rows)
        {
            throw new InvalidOperationException($"Not all rows were {outcome}: {job.ToJsonString()}");
        }
    }

    private static async Task<string> SendAsync(ServiceProcess service, string csv)
    {
        await using var file = File.OpenRead(csv);
        using var answer = await service.Admin.SendImportAsync(CustomerFile.Options, file);
        return (await answer.ExpectAsync(HttpStatusCode.Accepted)).Text("id");
    }

    private static async Task<long> ExportAsync(ServiceProcess service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/customers");
        request.Headers.Add("Accept", "text/csv");
        using var answer = await service.Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        return await LineCount.OfAsync(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task ExpectAsync(long lines, Task<long> exporting)
    {
        var found = await exporting;
        if (found != lines)
        {
            throw new InvalidOperationException($"{found} lines came out, not {lines}.");
        }
    }

    private static string Times(Measurement measured) =>
        $"p50 {measured.Median.TotalMilliseconds:F1} ms, p99 {measured.Percentile99.TotalMilliseconds:F1} ms "
        + $"({measured.PerSecond:F0}/s)";
}
