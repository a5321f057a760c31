using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Data.Tests.Faults;

/// <summary>An import outlives the process that runs it.</summary>
[Collection(nameof(Alone))]
public sealed class KilledImportTests
{
    private const int Rows = 3000;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_import_goes_on_after_the_start_and_each_row_comes_in_once(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "1"));
        var file = new StringBuilder("name\n");
        for (var row = 1; row <= Rows; row++)
        {
            // The last row has the key of the first, which only a run that remembers the first notices.
            file.Append(CultureInfo.InvariantCulture, $"Customer {(row == Rows ? 1 : row)}\n");
        }

        var options = JsonNode.Parse(
            """
            {
              "resource": "customers", "mode": "upsert", "matchOn": ["name"],
              "mapping": [{"column": "name", "field": "name"}, {"value": "organization", "field": "kind"}]
            }
            """
        )!;
        using var sent = await service.Admin.SendImportAsync(options, Encoding.UTF8.GetBytes(file.ToString()));
        var id = (await sent.ExpectAsync(HttpStatusCode.Accepted)).Text("id");
        var kills = 0;
        while (kills < 3 && await HasProgressedAsync(service, id))
        {
            service.Kill();
            kills++;
            await service.StartAsync();
        }

        Assert.NotEqual(0, kills);
        JsonObject job;
        do
        {
            job = await service.Admin.GetJsonAsync($"/v1/jobs/{id}?wait=60");
        } while ((string?)job["endTime"] is null);

        Assert.Equal("completed", job.Text("state"));
        Assert.Equal(Rows, (int)job["counts"]!["rowsRead"]!);
        Assert.Equal(Rows - 1, (int)job["counts"]!["created"]!);
        Assert.Equal(1, (int)job["counts"]!["duplicate"]!);
        var customers = await service.Admin.GetJsonAsync("/v1/customers?includeTotal=true&pageSize=1");
        Assert.Equal(Rows - 1, (int)customers["totalSize"]!);
    }

    /// <summary>Waits until rows have come in since this was asked last.</summary>
    /// <returns>False when the job was quicker.</returns>
    private static async Task<bool> HasProgressedAsync(ServiceProcess service, string id)
    {
        var before = (await service.Admin.GetJsonAsync($"/v1/jobs/{id}"))["counts"]!["rowsRead"]!.GetValue<int>();
        while (true)
        {
            var job = await service.Admin.GetJsonAsync($"/v1/jobs/{id}");
            if ((string?)job["endTime"] is not null)
            {
                return false;
            }

            if ((int)job["counts"]!["rowsRead"]! > before)
            {
                return true;
            }

            await Task.Delay(10);
        }
    }
}
