using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Crm.TestKit;

namespace Crm.Faults.Tests;

/// <summary>An import outlives the process that runs it; the long form is in <c>make torture</c>.</summary>
public sealed class KilledImportTests
{
    private const int Rows = 4000;
    private const int Seed = 3;

    private static readonly ImportedFile File = new(Rows, Seed);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_import_goes_on_after_the_start_and_each_row_comes_in_once(Engine engine)
    {
        await using var service = await StartAsync(engine);
        var killer = new JobKiller(service, Seed);
        var job = await SendAsync(service, dryRun: false);

        job = await killer.KillAsync(job.Text("id"), Rows, firstPass: 2, laterPasses: 0);

        Assert.NotEmpty(killer.Hits);
        Assert.Empty(await new ImportPromises(service.Admin, File).FindBrokenAsync(job));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_plan_outlives_kills_while_it_is_made_and_while_it_is_applied(Engine engine)
    {
        await using var service = await StartAsync(engine);
        var killer = new JobKiller(service, Seed);
        var planned = await SendAsync(service, dryRun: true);

        planned = await killer.KillAsync(planned.Text("id"), Rows, firstPass: 1, laterPasses: 0);
        Assert.Equal("planned", planned.Text("state"));
        var job = await service.Admin.PostAsync(
            $"/v1/jobs/{planned.Text("id")}/apply",
            new { planId = planned.Text("planId") },
            HttpStatusCode.Accepted
        );
        job = await killer.KillAsync(job.Text("id"), Rows, firstPass: 1, laterPasses: 0);

        Assert.NotEmpty(killer.Hits);
        Assert.True(
            JsonNode.DeepEquals(planned["counts"], job["counts"]),
            $"{planned["counts"]} became {job["counts"]}"
        );
        Assert.Empty(await new ImportPromises(service.Admin, File).FindBrokenAsync(job));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_killed_plan_still_finds_the_rows_that_look_like_earlier_ones(Engine engine)
    {
        await using var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "1"));
        var people = new DoubledPeople(people: 3000, doubles: 60);
        var killer = new JobKiller(service, Seed);
        using var sent = await service.Admin.SendImportAsync(
            new
            {
                resource = "customers",
                mode = "create",
                duplicates = "block",
                dryRun = true,
            },
            Encoding.UTF8.GetBytes(people.File())
        );
        var job = await sent.ExpectAsync(HttpStatusCode.Accepted);

        job = await killer.KillAsync(job.Text("id"), rows: 300, firstPass: 1, laterPasses: 0);

        Assert.InRange(Assert.Single(killer.Hits), 1, 3059);
        Assert.Equal("created 3000, duplicate 60", job.CountsText());
    }

    private static async Task<ServiceProcess> StartAsync(Engine engine)
    {
        var service = await ServiceProcess.StartAsync(engine, under: null, ("Crm:Jobs:LeaseSeconds", "1"));
        await service.Admin.ImportAsync(ImportedFile.Options(dryRun: false), File.KnownBefore());
        return service;
    }

    private static async Task<JsonObject> SendAsync(ServiceProcess service, bool dryRun)
    {
        using var sent = await service.Admin.SendImportAsync(ImportedFile.Options(dryRun), File.ToCsv());
        return await sent.ExpectAsync(HttpStatusCode.Accepted);
    }
}
