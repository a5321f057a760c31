using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Faults.Tests;

/// <summary>Whenever the process that merges is killed, each group is merged whole or not at all, and in the end all are.</summary>
public sealed class KilledMergeTests
{
    private const int Groups = 400;
    private const int Kills = 2;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_bulk_merge_and_its_killed_undo_leave_no_group_half_merged(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "1"));
        var customers = await ImportAsync(service);
        var clusters = customers.Chunk(2).Select(pair => new { customerIds = pair, survivorId = pair[0] });
        var planned = await service.Admin.PlanAsync("/v1/bulk-merges", new { clusters });

        var merged = await ApplyKilledAsync(service, planned);

        Assert.Equal($"updated {Groups}", merged.CountsText());
        Assert.Equal(Groups, (await MergedAsync(service)).Count);
        var undone = await ApplyKilledAsync(service, await service.Admin.PlanUndoAsync(merged));
        Assert.Equal($"updated {Groups}", undone.CountsText());
        Assert.Empty(await MergedAsync(service));
    }

    /// <returns>The ids of the customers, those of one group behind each other.</returns>
    private static async Task<List<string>> ImportAsync(ServiceProcess service)
    {
        var file = new StringBuilder("kind,name,description\n");
        for (var row = 0; row < 2 * Groups; row++)
        {
            // The first of each group knows nothing that the second could not tell it.
            var told = row % 2 == 0 ? "" : "told";
            file.Append(CultureInfo.InvariantCulture, $"organization,Customer {row / 2:D4} {row % 2},{told}\n");
        }

        var options = JsonNode.Parse("""{"resource":"customers","mode":"create"}""")!;
        await service.Admin.ImportAsync(options, Encoding.UTF8.GetBytes(file.ToString()));
        return (await service.Admin.EveryAsync("/v1/customers?fields=id,name"))
            .OrderBy(customer => customer.Text("name"), StringComparer.Ordinal)
            .Select(customer => customer.Text("id"))
            .ToList();
    }

    private static async Task<JsonObject> ApplyKilledAsync(ServiceProcess service, JsonObject planned)
    {
        using var sent = await service.Admin.SendTextAsync(
            HttpMethod.Post,
            $"/v1/jobs/{planned.Text("id")}/apply",
            $$"""{"planId":"{{planned.Text("planId")}}"}"""
        );
        await sent.ExpectAsync(HttpStatusCode.Accepted);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var job = await UntilAsync(service, planned.Text("id"), kill * Groups / (Kills + 1));
            if (job.Text("state") != "running")
            {
                break;
            }

            service.Kill();
            await service.StartAsync();
            await ExpectWholeAsync(service);
        }

        return await service.Admin.SettledJobAsync(planned.Text("id"));
    }

    private static async Task<JsonObject> UntilAsync(ServiceProcess service, string id, int rows)
    {
        JsonObject job;
        do
        {
            await Task.Delay(5);
            job = await service.Admin.GetJsonAsync($"/v1/jobs/{id}");
        } while (job.Text("state") == "running" && (int)job["counts"]!["rowsRead"]! < rows);

        return job;
    }

    /// <summary>In one snapshot, since the job goes on: survivors know what the merged have told them, and the others do not.</summary>
    private static async Task ExpectWholeAsync(ServiceProcess service)
    {
        var all = await service.Admin.EveryAsync(
            "/v1/customers?showDeleted=true&fields=id,name,description,mergedInto"
        );
        var survivors = all.Select(customer => (string?)customer["mergedInto"]).OfType<string>().ToHashSet();
        foreach (var first in all.Where(customer => customer.Text("name").EndsWith(" 0", StringComparison.Ordinal)))
        {
            Assert.Equal(survivors.Contains(first.Text("id")) ? "told" : null, (string?)first["description"]);
        }
    }

    private static Task<List<JsonObject>> MergedAsync(ServiceProcess service) =>
        service.Admin.EveryAsync("/v1/customers?showDeleted=true&fields=id,mergedInto&filter=mergedInto:*");
}
