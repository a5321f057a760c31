using System.Diagnostics;
using System.Text.Json.Nodes;
using Crm.Benchmarks.Floor;
using Crm.Benchmarks.Load;
using Crm.TestKit;

namespace Crm.Benchmarks;

/// <summary>
/// The service beside a floor that answers the same from the same data. Both are processes of their own on this machine; the requests
/// come from this one, which takes its share of the processors on both sides.
/// </summary>
internal static class HttpSuite
{
    private static readonly int[] Connections = [1, 16];

    public static async Task RunAsync(RunOptions options)
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, {options.Customers:N0} customers, {options.Duration.TotalSeconds} s each"
        );
        var start = Stopwatch.StartNew();
        await using var service = await ServiceProcess.StartAsync();
        await FirstAnswerAsync(service);
        Console.WriteLine($"first 200, new database: {start.ElapsedMilliseconds} ms from the start of the process");

        service.Kill();
        var serviceFile = Path.Combine(service.Folder, "crm.db");
        var floorFile = Path.Combine(service.Folder, "floor.db");
        SeededCustomers.Write(serviceFile, Enumerable.Range(1, options.Customers).Select(SeededCustomers.Make));
        File.Copy(serviceFile, floorFile);

        start.Restart();
        await service.StartAsync();
        await FirstAnswerAsync(service);
        Console.WriteLine($"first 200, present database: {start.ElapsedMilliseconds} ms");
        Console.WriteLine($"memory after the start: {Megabytes(service.Process)} MB");

        using var floor = await ListeningProcess.StartAsync(
            "dotnet",
            typeof(HttpSuite).Assembly.Location,
            FloorServer.Command,
            floorFile
        );
        using var floorClient = new HttpClient { BaseAddress = floor.Url };
        var operations = new Operations(options.Customers);
        await CheckSameAnswersAsync(operations, service.Admin, floorClient);

        Console.WriteLine();
        Console.WriteLine(
            "| operation | connections | service/s | floor/s | ratio | service p50, p99 ms | floor p50, p99 ms |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Operation[] all =
        [
            operations.Read,
            Operations.ListByCategory,
            operations.ListByContactPoint,
            operations.Create,
        ];
        foreach (var operation in all)
        {
            var (ourNumbers, floorNumbers) = (new RequestNumbers(), new RequestNumbers());
            foreach (var connections in Connections)
            {
                var ours = await Measurement.TakeAsync(service.Admin, operation.Ours, connections, options, ourNumbers);
                var least = await Measurement.TakeAsync(
                    floorClient,
                    operation.Floor,
                    connections,
                    options,
                    floorNumbers
                );
                Console.WriteLine(
                    $"| {operation.Name} | {connections} | {ours.PerSecond:F0} | {least.PerSecond:F0} "
                        + $"| {ours.PerSecond / least.PerSecond:F2} | {Times(ours)} | {Times(least)} |"
                );
            }
        }

        Console.WriteLine();
        Console.WriteLine($"memory after the load: {Megabytes(service.Process)} MB, the floor's {Megabytes(floor)} MB");
    }

    private static async Task FirstAnswerAsync(ServiceProcess service) =>
        await service.Admin.GetJsonAsync("/v1/customers?pageSize=1");

    /// <summary>A floor that answers something else would be none.</summary>
    private static async Task CheckSameAnswersAsync(Operations operations, HttpClient service, HttpClient floor)
    {
        foreach (var operation in new[] { operations.Read, Operations.ListByCategory, operations.ListByContactPoint })
        {
            var ours = await BodyAsync(service, operation.Ours(1));
            var least = await BodyAsync(floor, operation.Floor(1));
            // The page token is each side's own.
            if ((ours.Remove("nextPageToken"), least.Remove("nextPageToken")) is (true, false) or (false, true))
            {
                throw new InvalidOperationException($"{operation.Name}: one side alone has a next page.");
            }

            if (!JsonNode.DeepEquals(ours, least))
            {
                throw new InvalidOperationException(
                    $"{operation.Name}: the floor answers something else.\n{ours}\n{least}"
                );
            }
        }
    }

    private static async Task<JsonObject> BodyAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        using (var answer = await client.SendAsync(request))
        {
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        }
    }

    private static string Times(Measurement measurement) =>
        $"{measurement.Median.TotalMilliseconds:F2}, {measurement.Percentile99.TotalMilliseconds:F2}";

    private static long Megabytes(ListeningProcess process) => process.ResidentBytes() / 1_000_000;
}
