using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Torture;

/// <summary>
/// An import that fills the disk is paused before it takes the last room, and says why; the service goes on answering and writing, and
/// once there is room again the import is resumed and ends as if nothing had been. Temporary files lie elsewhere.
/// </summary>
internal static class DiskSuite
{
    private const int Rows = 20_000;
    private const int DiskMegabytes = 128;
    private const int ReserveMegabytes = 8;
    private const int FreeBytes = 22_000_000;

    // The files of the write-ahead log begin like the database's.
    private static readonly string[] OwnFiles = ["admin.key", "crm.db"];

    public static async Task RunAsync(Scale scale)
    {
        using var disk = SmallDisk.Mount(DiskMegabytes);
        if (disk is null)
        {
            Console.WriteLine("  SKIPPED: a small file system cannot be mounted here; that takes root on Linux.");
            return;
        }

        var file = new ImportedFile(Rows, scale.Seed);
        await using var service = await ServiceProcess.StartInAsync(
            disk.Data,
            Engine.Sqlite,
            under: null,
            ("Crm:Database:ReserveMegabytes", $"{ReserveMegabytes}")
        );
        await service.Admin.ImportAsync(ImportedFile.Options(dryRun: false), file.KnownBefore());
        disk.FillUpTo(FreeBytes);

        using var sent = await service.Admin.SendImportAsync(ImportedFile.Options(dryRun: false), file.ToCsv());
        var id = (await sent.ExpectAsync(HttpStatusCode.Accepted)).Text("id");
        var strangers = await StrangersAsync(service, disk, id);
        if (strangers.Count > 0)
        {
            throw new BrokenPromise($"Temporary files lie on the disk of the data: {string.Join(", ", strangers)}.");
        }

        await ExpectPausedAsync(service, disk, id);
        await service.Admin.PostAsync("/v1/api-keys", new { name = "in need", scopes = new[] { "customers:read" } });
        await ResumeAsync(service, id);
        await ExpectPausedAsync(service, disk, id);

        // Now somebody else takes what we had left.
        disk.FillUpTo(freeBytes: 0);
        await ExpectRefusedAsync(service, file.ToCsv());
        await ExpectPausedAsync(service, disk, id);

        disk.MakeRoom();
        await ResumeAsync(service, id);
        var job = await service.Admin.SettledJobAsync(id);
        Console.WriteLine($"  made room and resumed: {job.Text("state")}; {job["counts"]!.ToJsonString()}");
        BrokenPromise.IfAny(await new ImportPromises(service.Admin, file).FindBrokenAsync(job));
    }

    private static Task ResumeAsync(ServiceProcess service, string job) =>
        service.Admin.PostAsync($"/v1/jobs/{job}/resume", new { }, HttpStatusCode.OK);

    /// <summary>What needs more room than there is leaves nothing behind and says why.</summary>
    private static async Task ExpectRefusedAsync(ServiceProcess service, byte[] file)
    {
        using var answer = await service.Admin.SendImportAsync(ImportedFile.Options(dryRun: true), file);
        var problem = await answer.ExpectProblemAsync(HttpStatusCode.ServiceUnavailable, "storage-full");
        Console.WriteLine($"  a further import is refused: {problem.Text("detail")}");
    }

    private static async Task ExpectPausedAsync(ServiceProcess service, SmallDisk disk, string id)
    {
        var watch = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        JsonObject job;
        do
        {
            await Task.Delay(100);
            job = await service.Admin.GetJsonAsync($"/v1/jobs/{id}");
        } while (job.Text("state") == "running" && !patience.IsCancellationRequested);

        Console.WriteLine(
            $"  {job.Text("state")} after {watch.Elapsed.TotalSeconds:F1} s with {disk.FreeBytes:N0} bytes free: "
                + $"{job["error"]?.ToJsonString()}; {job["counts"]!.ToJsonString()}"
        );
        if (job.Text("state") != "paused" || (string?)job["error"]?["code"] != "storage-full")
        {
            throw new BrokenPromise($"The job is not paused for want of room but {job.ToJsonString()}");
        }

        await service.Admin.GetJsonAsync("/v1/customers?pageSize=100&includeTotal=true");
        await service.Admin.GetJsonAsync($"/v1/jobs/{id}/lines?pageSize=500");
    }

    /// <summary>What the service has open on the small disk, while the job runs, that is neither its database nor its key.</summary>
    private static async Task<IReadOnlyCollection<string>> StrangersAsync(
        ServiceProcess service,
        SmallDisk disk,
        string job
    )
    {
        var strangers = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var open = new DirectoryInfo($"/proc/{service.Process.Id}/fd")
                .EnumerateFiles()
                .Select(file => file.LinkTarget)
                .OfType<string>()
                .Where(target => target.StartsWith(disk.Data.FullName, StringComparison.Ordinal))
                .Where(target =>
                    !Array.Exists(OwnFiles, own => Path.GetFileName(target).StartsWith(own, StringComparison.Ordinal))
                );
            strangers.UnionWith(open);
        } while ((await service.Admin.GetJsonAsync($"/v1/jobs/{job}")).Text("state") == "running");

        return strangers;
    }
}
