using System.Net;
using Crm.Api.Data;
using Crm.Api.Data.Maintenance;
using Crm.Api.DedupeRuns;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Api.Tests.DedupeRuns;

/// <summary>How long what a run found is kept.</summary>
public sealed class DedupeRetentionTests
{
    [Fact]
    public async Task What_a_run_found_goes_with_the_results_of_its_job()
    {
        await using var server = await CrmServer.StartAsync(settings: ("Crm:Clock:Virtual", "true"));
        await server.Admin.AddDoublesAsync("shop");
        var run = await server.Admin.DedupeAsync(new { });
        Assert.Equal(2, (await server.Admin.ClustersAsync(run)).Count);

        await server.Admin.PostAsync("/v1/clock", new { advance = "P91D" }, HttpStatusCode.OK);
        await server.Services.GetRequiredService<MaintenanceRunner>().RunOnceAsync(CancellationToken.None);

        foreach (var part in new[] { "pairs", "clusters", "explain?first=a&second=b" })
        {
            using var gone = await server.Admin.GetAsync(
                new Uri($"/v1/dedupe-runs/{run.Text("id")}/{part}", UriKind.Relative)
            );
            await gone.ExpectProblemAsync(HttpStatusCode.Gone, "results-removed");
        }

        var kept = await server.Admin.GetJsonAsync($"/v1/dedupe-runs/{run.Text("id")}");
        Assert.NotNull(kept["resultsRemovedTime"]);
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        Assert.False(await db.Set<DedupePair>().AnyAsync());
        Assert.False(await db.Set<DedupeMember>().AnyAsync());
        Assert.False(await db.Set<DedupeModel>().AnyAsync());
    }
}
