using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Torture;

/// <summary>
/// Two nodes on one PostgreSQL. When the one that runs an import is killed, the other goes on with it within half a minute; when the
/// one that runs it stands still for longer than its lease, the other goes on too, and what the first does on waking changes nothing.
/// </summary>
internal static class NodesSuite
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LastCommit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Scale scale)
    {
        if (PostgresServer.MissingBecause is { } reason)
        {
            Console.WriteLine($"  SKIPPED: {reason}");
            return;
        }

        var file = new ImportedFile(scale.Rows, scale.Seed);
        await using var first = await ServiceProcess.StartAsync(Engine.Postgres);
        await first.Admin.ImportAsync(ImportedFile.Options(dryRun: false), file.KnownBefore());
        using var sent = await first.Admin.SendImportAsync(ImportedFile.Options(dryRun: false), file.ToCsv());
        var job = (await sent.ExpectAsync(HttpStatusCode.Accepted)).Text("id");
        await ProgressAsync(first, job, after: 0);

        // Only now, so that it is certain who has the job.
        await using var second = await first.StartAnotherNodeAsync();
        first.Kill();
        var done = await DoneAtLastAsync(second, job);
        var taken = await ProgressAsync(second, job, done);
        Console.WriteLine(
            $"  killed the node that ran the import at {done} rows; the other went on after {taken.TotalSeconds:F1} s"
        );
        if (taken > Promised)
        {
            throw new BrokenPromise($"It took the other node {taken.TotalSeconds:F0} s to take the job over.");
        }

        await first.StartAsync();
        second.Process.Suspend();
        done = await DoneAtLastAsync(first, job);
        taken = await ProgressAsync(first, job, done);
        Console.WriteLine(
            $"  stopped that one at {done} rows; the first, started again, went on after {taken.TotalSeconds:F1} s"
        );
        second.Process.Continue();
        var ended = await first.Admin.SettledJobAsync(job);
        await second.Admin.GetJsonAsync("/v1/customers?pageSize=1");
        Console.WriteLine($"  {ended.Text("state")}; {ended["counts"]!.ToJsonString()}");
        if (!second.Process.Log.Contains("is not this node's any more", StringComparison.Ordinal))
        {
            throw new BrokenPromise("The node that had stood still did not notice that the job was taken over.");
        }

        BrokenPromise.IfAny(await new ImportPromises(first.Admin, file).FindBrokenAsync(ended));
    }

    /// <summary>What the server was about to commit has come by then.</summary>
    private static async Task<long> DoneAtLastAsync(ServiceProcess node, string job)
    {
        await Task.Delay(LastCommit);
        return Done(await node.Admin.GetJsonAsync($"/v1/jobs/{job}"));
    }

    private static long Done(JsonObject job) => (long)job["progress"]!["rowsDone"]!;

    /// <returns>How long it took until more rows than these were done.</returns>
    private static async Task<TimeSpan> ProgressAsync(ServiceProcess node, string id, long after)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var job = await node.Admin.GetJsonAsync($"/v1/jobs/{id}");
            if (Done(job) > after)
            {
                return LastCommit + Stopwatch.GetElapsedTime(start);
            }

            if (job.Text("state") != "running" || Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new BrokenPromise($"The job stands still at {after} rows, {job.Text("state")}.");
            }

            await Task.Delay(50);
        }
    }
}
