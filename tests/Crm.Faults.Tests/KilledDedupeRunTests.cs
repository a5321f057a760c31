using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Faults.Tests;

/// <summary>A run outlives the process that does it: it begins again, and nothing of the first attempt is left.</summary>
public sealed class KilledDedupeRunTests
{
    private const int Kills = 2;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_run_begins_again_and_finds_the_same(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "1"));
        var people = new DoubledPeople(people: 3_000, doubles: 40);
        await people.AddToAsync(service.Admin);

        var job = await service.Admin.PostAsync("/v1/dedupe-runs", new { }, System.Net.HttpStatusCode.Accepted);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(250 * kill);
            service.Kill();
            await service.StartAsync();
        }

        var killed = await service.Admin.SettledJobAsync(job.Text("id"));
        var whole = await service.Admin.DedupeAsync(new { });

        Assert.Equal("completed", killed.Text("state"));
        Assert.Equal($"unchanged {people.Count - 80}, duplicate 80", killed.CountsText());
        Assert.Equal(people.Clusters(), await service.Admin.ClustersAsync(killed));
        Assert.Equal(await PairsAsync(service, whole), await PairsAsync(service, killed));
    }

    private static async Task<string> PairsAsync(ServiceProcess service, JsonObject run) =>
        string.Join('\n', (await service.Admin.PairsAsync(run)).Select(pair => pair.ToJsonString()));
}
