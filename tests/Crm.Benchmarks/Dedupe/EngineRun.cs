using System.Diagnostics;
using System.Text.Json;
using Crm.Dedupe;

namespace Crm.Benchmarks.Dedupe;

/// <summary>The dedupe engine alone over made-up customers, in a process of its own so that its peak of memory can be seen.</summary>
internal static class EngineRun
{
    public const string Command = "dedupe-engine";

    public static void Run(int customers)
    {
        var (people, organizations) = (
            new RecordSetBuilder(EngineFields.Types),
            new RecordSetBuilder(EngineFields.Types)
        );
        var truth = new TrueClusters();
        var adding = new Stopwatch();
        var place = 0;
        foreach (var customer in MadeCustomers.Make(customers))
        {
            truth.Add(customer);
            var values = EngineFields.Of(customer);
            adding.Start();
            (customer.IsPerson ? people : organizations).Add(new RecordId(place++), values);
            adding.Stop();
        }

        var running = Stopwatch.StartNew();
        var (pairs, clusters, merged) = (0L, new List<int[]>(), new List<int[]>());
        foreach (var builder in new[] { people, organizations })
        {
            var result = DedupeEngine.Run(builder.Build(), new DedupeOptions());
            pairs += result.CandidatePairs;
            clusters.AddRange(result.Groups(joinWeight: 0).Select(Places));
            merged.AddRange(result.AutoMergeGroups().Select(Places));
        }

        running.Stop();
        using var process = Process.GetCurrentProcess();
        var (all, sure) = (truth.Judge(clusters), truth.Judge(merged));
        var figures = new EngineFigures(
            customers,
            adding.Elapsed.TotalSeconds,
            running.Elapsed.TotalSeconds,
            process.PeakWorkingSet64,
            pairs,
            all.Precision,
            all.Recall,
            all.F1,
            sure.Precision,
            sure.Recall
        );
        Console.WriteLine(JsonSerializer.Serialize(figures));
    }

    private static int[] Places(IReadOnlyList<RecordId> group) => [.. group.Select(id => (int)id.Value)];
}

/// <summary>What one run took and found.</summary>
internal sealed record EngineFigures(
    int Customers,
    double AddingSeconds,
    double RunningSeconds,
    long PeakBytes,
    long CandidatePairs,
    double Precision,
    double Recall,
    double F1,
    double MergedPrecision,
    double MergedRecall
)
{
    public double Seconds => AddingSeconds + RunningSeconds;
}
