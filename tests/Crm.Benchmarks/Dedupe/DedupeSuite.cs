using System.Diagnostics;
using System.Text.Json;

namespace Crm.Benchmarks.Dedupe;

/// <summary>Finding duplicates among made-up customers of which they are known: what it takes, and how good it is.</summary>
internal static class DedupeSuite
{
    private const int FewCustomers = 100_000;

    public static async Task RunAsync(RunOptions options)
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} processors, load average {(await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0]}"
        );
        Console.WriteLine();
        Console.WriteLine("The engine alone:");
        Console.WriteLine();
        int[] sizes = [.. new[] { Math.Min(FewCustomers, options.Rows), options.Rows }.Distinct()];
        await EngineAsync(sizes);
        Console.WriteLine();
        Console.WriteLine("From the service's SQLite database to clusters in it, over HTTP:");
        Console.WriteLine();
        await ServiceAsync(sizes);
    }

    private static async Task ServiceAsync(int[] sizes)
    {
        Console.WriteLine(
            "| Customers | First run, s | Second, s | Peak MB | Precision | Recall | Cluster F1 | Merged without asking (precision, recall) |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        var all = new List<ServiceFigures>();
        foreach (var size in sizes)
        {
            var one = await ServiceRun.MeasureAsync(size, merges: size == sizes[0]);
            all.Add(one);
            Console.WriteLine(
                $"| {size:N0} | {one.Seconds:F1} | {one.SecondRun:F1} | {one.PeakBytes / 1_000_000} | {one.Clusters.Precision:F3} "
                    + $"| {one.Clusters.Recall:F3} | {one.Clusters.F1:F3} | {one.Merged.Precision:F3}, {one.Merged.Recall:F3} |"
            );
        }

        Console.WriteLine();
        TellGrowth(sizes, all[^1].Seconds / all[0].Seconds, (double)all[^1].PeakBytes / all[0].PeakBytes);
        Console.WriteLine();
        Console.WriteLine("One customer that comes in, matched with all of them over HTTP by their stored keys:");
        Console.WriteLine();
        Console.WriteLine(
            "| Customers | Making the keys, s | Keys, rows | Keys, MB | Match, p50 ms | p99 ms | The first found is the right one |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (size, one) in sizes.Zip(all))
        {
            Console.WriteLine(
                $"| {size:N0} | {one.Keys.Seconds:F1} | {one.Keys.Rows:N0} | {one.Keys.Bytes / 1_000_000.0:F0} "
                    + $"| {one.Incoming.Median:F1} | {one.Incoming.Percentile99:F1} | {one.Incoming.Right:P1} |"
            );
        }

        TellMerging(all[0].Merging!);
    }

    private static void TellMerging(MergeFigures merging)
    {
        Console.WriteLine();
        Console.WriteLine("Merging those found among the fewer customers that are sure enough, and taking it back:");
        Console.WriteLine();
        Console.WriteLine("| Clusters | Planning, s | Merging, s | Taking back, s |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(
            $"| {merging.Clusters:N0} | {merging.Planning:F1} | {merging.Merging:F1} | {merging.Undoing:F1} |"
        );
    }

    private static void TellGrowth(int[] sizes, double time, double memory)
    {
        if (sizes.Length > 1)
        {
            Console.WriteLine(
                $"{(double)sizes[^1] / sizes[0]:F1} times the customers: {time:F1} times the time, {memory:F1} times the memory."
            );
        }
    }

    private static async Task EngineAsync(int[] sizes)
    {
        Console.WriteLine(
            "| Customers | Taking in, s | Finding, s | Together, s | Peak MB | Compared pairs | Precision | Recall | Cluster F1 | Merged without asking (precision, recall) |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var all = new List<EngineFigures>();
        foreach (var size in sizes)
        {
            var one = await MeasureAsync(size);
            all.Add(one);
            Console.WriteLine(
                $"| {one.Customers:N0} | {one.AddingSeconds:F1} | {one.RunningSeconds:F1} | {one.Seconds:F1} "
                    + $"| {one.PeakBytes / 1_000_000} | {one.CandidatePairs:N0} | {one.Precision:F3} | {one.Recall:F3} "
                    + $"| {one.F1:F3} | {one.MergedPrecision:F3}, {one.MergedRecall:F3} |"
            );
        }

        Console.WriteLine();
        TellGrowth(sizes, all[^1].Seconds / all[0].Seconds, (double)all[^1].PeakBytes / all[0].PeakBytes);
    }

    private static async Task<EngineFigures> MeasureAsync(int customers)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(DedupeSuite).Assembly.Location, EngineRun.Command, $"{customers}"]
        )
        {
            RedirectStandardOutput = true,
            // As the service has it.
            Environment = { ["DOTNET_gcServer"] = "0", ["DOTNET_GCConserveMemory"] = "7" },
        };
        using var process = Process.Start(start)!;
        var written = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<EngineFigures>(written)!
            : throw new InvalidOperationException($"The engine's process ended with {process.ExitCode}.");
    }
}
