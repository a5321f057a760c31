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

    private Task<JsonObject> ImportAsync()
    {
        var options = JsonNode.Parse(
            """
            {
              "resource": "customers", "mode": "create",
              "mapping": [{"column": "name", "field": "name"}, {"value": "organization", "field": "kind"}]
            }
            """
        )!;
        return _server.Admin.ImportAsync(options, "name\nZathunicon\n");
    }

    private async Task PassAsync(string duration)
    {
        await _server.Admin.PostAsync("/v1/clock", new { advance = duration }, HttpStatusCode.OK);
        await _server.Services.GetRequiredService<MaintenanceRunner>().RunOnceAsync(CancellationToken.None);
    }
}
