using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Torture;

/// <summary>
/// An import whose service is killed again and again ends as if nothing had been: each row of the file is in the ledger once, its
/// record is there once and looks as the row says, and the feed tells of it once. In one call, and planned first and then applied.
/// </summary>
internal static class ImportsSuite
{
    // The rows that wait for others are gone over quickly; more kills would only hit what has ended.
    private const int KillsInLaterPasses = 2;

    public static async Task RunAsync(Scale scale)
    {
        var file = new ImportedFile(scale.Rows, scale.Seed);
        foreach (var engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            if (engine is Engine.Postgres && PostgresServer.MissingBecause is { } reason)
            {
                Console.WriteLine($"  SKIPPED on {engine}: {reason}");
                continue;
            }

            await ImportAsync(engine, isPlanned: false, file, scale);
            await ImportAsync(engine, isPlanned: true, file, scale);
        }
    }

    private static async Task ImportAsync(Engine engine, bool isPlanned, ImportedFile file, Scale scale)
    {
        var name = $"{engine}, {(isPlanned ? "planned and applied" : "in one call")}";
        // A killed node cannot give its job back; nobody else is there, so it may be taken for dead soon.
        await using var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "2"));
        await service.Admin.ImportAsync(ImportedFile.Options(dryRun: false), file.KnownBefore());
        var watch = Stopwatch.StartNew();
        using var sent = await service.Admin.SendImportAsync(ImportedFile.Options(isPlanned), file.ToCsv());
        var job = await sent.ExpectAsync(HttpStatusCode.Accepted);
        var killer = new JobKiller(service, scale.Seed);
        var phases = isPlanned ? 2 : 1;
        var kills = (scale.ImportKills + phases - 1) / phases;
        if (isPlanned)
        {
            job = await killer.KillAsync(job.Text("id"), file.Rows.Count, kills, KillsInLaterPasses);
            Report($"{name}: planned", job, killer, watch);
            job = await service.Admin.PostAsync(
                $"/v1/jobs/{job.Text("id")}/apply",
                new { planId = job.Text("planId") },
                HttpStatusCode.Accepted
            );
        }

        job = await killer.KillAsync(job.Text("id"), file.Rows.Count, kills, KillsInLaterPasses);
        Report(name, job, killer, watch);
        if (job.Text("state") == "failed")
        {
            throw new BrokenPromise($"{job["error"]!.ToJsonString()}\n{service.Process.Log}");
        }

        watch.Restart();
        BrokenPromise.IfAny(await new ImportPromises(service.Admin, file).FindBrokenAsync(job));
        Console.WriteLine($"    all of it looked at in {watch.Elapsed.TotalSeconds:F0} s");
        if (killer.Hits.Count < scale.ImportKills)
        {
            throw new BrokenPromise($"{name}: only {killer.Hits.Count} kills hit the job, which shows too little.");
        }
    }

    private static void Report(string name, JsonObject job, JobKiller killer, Stopwatch watch) =>
        Console.WriteLine(
            $"  {name}: {job.Text("state")} after {watch.Elapsed.TotalSeconds:F0} s and {killer.Hits.Count} kills, "
                + $"at {string.Join(' ', killer.Hits)} rows; {job["counts"]!.ToJsonString()}"
        );
}
