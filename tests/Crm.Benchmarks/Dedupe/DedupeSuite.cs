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
        await EngineAsync([Math.Min(FewCustomers, options.Rows), options.Rows]);
    }

    private static async Task EngineAsync(int[] sizes)
    {
        Console.WriteLine(
            "| Customers | Taking in, s | Finding, s | Together, s | Peak MB | Compared pairs | Precision | Recall | Cluster F1 | Merged without asking (precision, recall) |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        var all = new List<EngineFigures>();
        foreach (var size in sizes.Distinct())
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
        Console.WriteLine(
            $"{(double)all[^1].Customers / all[0].Customers:F1} times the customers: {all[^1].Seconds / all[0].Seconds:F1} times "
                + $"the time, {(double)all[^1].PeakBytes / all[0].PeakBytes:F1} times the memory."
        );
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
