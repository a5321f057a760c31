using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Faults.Tests;

/// <summary>A bulk change and its undo outlive the process that runs them.</summary>
public sealed class KilledBulkChangeTests
{
    private const int Rows = 1500;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_bulk_update_and_its_killed_undo_go_on_and_each_record_is_changed_once(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "1"));
        var file = new StringBuilder("kind,name\n");
        for (var row = 1; row <= Rows; row++)
        {
            file.Append(CultureInfo.InvariantCulture, $"organization,Customer {row}\n");
        }

        var options = JsonNode.Parse("""{"resource":"customers","mode":"create"}""")!;
        var import = await service.Admin.ImportAsync(options, Encoding.UTF8.GetBytes(file.ToString()));
        Assert.Equal($"created {Rows}", import.CountsText());

        var update = await PlanKilledAsync(
            service,
            "/v1/bulk-updates",
            """{"resource":"customers","all":true,"patch":{"source":"fair"}}"""
        );
        update = await ApplyKilledAsync(service, update);
        Assert.Equal($"updated {Rows}", update.CountsText());
        Assert.Equal(Rows, await CountAsync(service, source: "fair", etag: "\"2\""));

        var undo = await PlanKilledAsync(service, $"/v1/jobs/{update.Text("id")}/undo", "{}");
        undo = await ApplyKilledAsync(service, undo);

        Assert.Equal($"updated {Rows}", undo.CountsText());
        Assert.Equal("completed", undo.Text("state"));
        Assert.Equal(Rows, await CountAsync(service, source: null, etag: "\"3\""));
        update = await service.Admin.GetJsonAsync($"/v1/jobs/{update.Text("id")}");
        Assert.Equal("undone", update.Text("state"));
    }

    private static async Task<JsonObject> PlanKilledAsync(ServiceProcess service, string path, string request)
    {
        using var sent = await service.Admin.SendTextAsync(HttpMethod.Post, path, request);
        var job = await sent.ExpectAsync(HttpStatusCode.Accepted);
        job = await KilledAsync(service, job.Text("id"), "planning");
        Assert.Equal("planned", job.Text("state"));
        Assert.Equal(Rows, (int)job["counts"]!["rowsRead"]!);
        return job;
    }

    private static async Task<JsonObject> ApplyKilledAsync(ServiceProcess service, JsonObject planned)
    {
        using var sent = await service.Admin.SendTextAsync(
            HttpMethod.Post,
            $"/v1/jobs/{planned.Text("id")}/apply",
            $$"""{"planId":"{{planned.Text("planId")}}"}"""
        );
        await sent.ExpectAsync(HttpStatusCode.Accepted);
        return await KilledAsync(service, planned.Text("id"), "running");
    }

    /// <summary>Kills the service while the job is at it, unless the job is quicker, and answers the job once it is settled.</summary>
    private static async Task<JsonObject> KilledAsync(ServiceProcess service, string id, string state)
    {
        JsonObject job;
        do
        {
            await Task.Delay(5);
            job = await service.Admin.GetJsonAsync($"/v1/jobs/{id}");
        } while (job.Text("state") == state && (int)job["counts"]!["rowsRead"]! == 0);

        if (job.Text("state") == state)
        {
            service.Kill();
            await service.StartAsync();
        }

        return await service.Admin.SettledJobAsync(id);
    }

    /// <summary>How many customers have this source and were saved so often.</summary>
    private static async Task<int> CountAsync(ServiceProcess service, string? source, string etag)
    {
        var customers = await service.Admin.EveryAsync("/v1/customers?fields=source,etag");
        return customers.Count(customer => (string?)customer["source"] == source && (string?)customer["etag"] == etag);
    }
}
