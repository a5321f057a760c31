using System.Text.Json.Nodes;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Crm.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Data.Tests.Jobs;

/// <summary>A service whose jobs wait for the test, and the few words in which tests talk about them.</summary>
internal static class GatedJobs
{
    public static readonly (string, string) ShortLease = ("Crm:Jobs:LeaseSeconds", "1");
    public static readonly (string, string) RunsNone = ("Crm:Jobs:Run", "false");

    public static void Extend(IServiceCollection services)
    {
        services.AddSingleton<JobGate>();
        services.AddJobKind<GatedKind>(JobKind.Import);
    }

    public static JobGate Gate(this CrmServer server) => server.Services.GetRequiredService<JobGate>();

    /// <summary>Makes a job that a node may take at once.</summary>
    public static async Task<Guid> AddJobAsync(this CrmServer server, JobState state = JobState.Running)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("test"));
        await work.BeginAsync(CancellationToken.None);
        var job = new Job
        {
            Id = work.NewId(),
            Kind = JobKind.Import,
            State = state,
            Resource = "customers",
        };
        work.Db.Add(job);
        await work.Db.SaveChangesAsync();
        await work.CommitAsync(CancellationToken.None);
        return job.Id;
    }

    /// <summary>Leases of a node of their own on the server's database.</summary>
    public static JobLeases LeasesOfANode(this CrmServer server) =>
        new(
            server.Services.GetRequiredService<IServiceScopeFactory>(),
            server.Services.GetRequiredService<IOptions<JobOptions>>(),
            JobLane.Records
        );

    public static async Task<Job> StoredJobAsync(this CrmServer server, Guid id)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        return await db.Set<Job>().AsNoTracking().FirstAsync(job => job.Id == id);
    }

    /// <summary>Looks at a job until it is as wanted.</summary>
    public static async Task<JsonObject> UntilAsync(this CrmServer server, Guid id, Func<JsonObject, bool> isAsWanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var job = await server.Admin.GetJsonAsync($"/v1/jobs/{id}");
            if (isAsWanted(job))
            {
                return job;
            }

            Assert.False(patience.IsCancellationRequested, $"The job does not get there: {job}");
            await Task.Delay(20);
        }
    }

    public static Task<JsonObject> UntilRowsAsync(this CrmServer server, Guid id, int rows) =>
        server.UntilAsync(id, job => (int)job["progress"]!["rowsDone"]! == rows);

    public static Task<JsonObject> UntilStateAsync(this CrmServer server, Guid id, string state) =>
        server.UntilAsync(id, job => job.Text("state") == state);

    /// <summary>The lines of a job's ledger, page by page.</summary>
    public static async Task<List<int>> LinesAsync(this CrmServer server, Guid id, string query = "pageSize=4")
    {
        var lines = new List<int>();
        string? token = null;
        do
        {
            var next = token is null ? "" : $"&pageToken={token}";
            var page = await server.Admin.GetJsonAsync($"/v1/jobs/{id}/lines?{query}{next}");
            lines.AddRange(page["items"]!.AsArray().Select(line => (int)line!["line"]!));
            token = (string?)page["nextPageToken"];
        } while (token is not null);

        return lines;
    }

    /// <summary>Every row once, and the sums of them.</summary>
    public static async Task ExpectAllOnceAsync(this CrmServer server, Guid id)
    {
        Assert.Equal(Enumerable.Range(2, GatedKind.Rows), await server.LinesAsync(id));
        var job = await server.StoredJobAsync(id);
        Assert.True(job.Counts.AddUp);
        Assert.Equal(GatedKind.Rows, job.RowsRead);
        Assert.Equal(GatedKind.Chunks, job.Unprocessed);
    }
}
