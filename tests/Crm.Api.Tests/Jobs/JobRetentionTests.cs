using System.Net;
using System.Text.Json.Nodes;
using Crm.Api.Data;
using Crm.Api.Data.Blobs;
using Crm.Api.Data.Maintenance;
using Crm.Api.Jobs.Ledger;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.Jobs;

/// <summary>How long what a job left behind is kept.</summary>
public sealed class JobRetentionTests : IAsyncLifetime
{
    private CrmServer _server = null!;

    public async Task InitializeAsync() =>
        _server = await CrmServer.StartAsync(settings: ("Crm:Clock:Virtual", "true"));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task File_and_ledger_of_a_job_go_long_after_its_end_and_the_job_stays()
    {
        var job = await ImportAsync();
        var lines = $"/v1/jobs/{job.Text("id")}/lines";

        await PassAsync("P90D");
        Assert.Single((await _server.Admin.GetJsonAsync(lines))["items"]!.AsArray());

        await PassAsync("PT1M");
        using var gone = await _server.Admin.GetAsync(new Uri(lines, UriKind.Relative));
        await gone.ExpectProblemAsync(HttpStatusCode.Gone, "results-removed");
        var kept = await _server.Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}");
        Assert.Equal(1, (int)kept["counts"]!["created"]!);
        Assert.NotNull(kept["resultsRemovedTime"]);
        await using var scope = _server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        Assert.False(await db.Set<LedgerChunk>().AnyAsync());
        Assert.False(await db.Set<BlobChunk>().AnyAsync());
    }

    [Fact]
    public async Task A_job_that_nobody_goes_on_with_is_cancelled_and_loses_its_files()
    {
        var uploading = await _server.Admin.CreateImportAsync(Options());
        await _server.Admin.PutPartAsync(uploading, 1, "name\nZathunicon\n");
        var planned = await _server.Admin.CreateImportAsync(Options());
        await _server.Admin.PutPartAsync(planned, 1, "name\nZathunicon\n");
        await _server.Admin.PlanAsync(planned);

        await PassAsync("P7D");
        Assert.Equal("uploading", (await JobAsync(uploading)).Text("state"));
        Assert.Equal("planned", (await JobAsync(planned)).Text("state"));

        await PassAsync("PT1M");
        foreach (var job in new[] { await JobAsync(uploading), await JobAsync(planned) })
        {
            Assert.Equal("cancelled", job.Text("state"));
            Assert.Equal("abandoned", job["error"]!.Text("code"));
            Assert.NotNull(job["files"]![0]!["sha256"]);
        }

        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task Files_that_nobody_refers_to_are_swept_away_after_a_day()
    {
        var job = await _server.Admin.CreateImportAsync(Options());
        await _server.Admin.PutPartAsync(job, 1, "name\nZathunicon\n");
        await _server.Admin.PutPartAsync(job, 1, "name\nYear-job\n");
        await PassAsync("P1D");
        Assert.Equal((2, 2), await CountAsync());

        await PassAsync("PT1M");

        Assert.Equal((1, 1), await CountAsync());
        var applied = await _server.Admin.ApplyAsync(await _server.Admin.PlanAsync(job));
        Assert.Equal("2 created", await _server.Admin.LedgerAsync(applied));
    }

    private Task<JsonObject> ImportAsync() => _server.Admin.ImportAsync(Options(), "name\nZathunicon\n");

    private static JsonNode Options() =>
        JsonNode.Parse(
            """
            {
              "resource": "customers", "mode": "create",
              "mapping": [{"column": "name", "field": "name"}, {"value": "organization", "field": "kind"}]
            }
            """
        )!;

    private Task<JsonObject> JobAsync(JsonObject job) => _server.Admin.GetJsonAsync($"/v1/jobs/{job.Text("id")}");

    private async Task<(int Blobs, int Chunks)> CountAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        return (await db.Set<Blob>().CountAsync(), await db.Set<BlobChunk>().CountAsync());
    }

    private async Task PassAsync(string duration)
    {
        await _server.Admin.PostAsync("/v1/clock", new { advance = duration }, HttpStatusCode.OK);
        await _server.Services.GetRequiredService<MaintenanceRunner>().RunOnceAsync(CancellationToken.None);
    }
}
