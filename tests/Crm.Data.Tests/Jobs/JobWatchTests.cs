using System.Net;
using Crm.Api.Jobs;
using Crm.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Data.Tests.Jobs;

/// <summary>A job that is long at something and writes nothing still hears that it is cancelled.</summary>
public sealed class JobWatchTests
{
    [Fact]
    public async Task Cancelling_stops_what_a_job_is_at_long_before_its_lease_is_due()
    {
        await using var server = await CrmServer.StartAsync(
            Engine.Sqlite,
            services =>
            {
                services.AddSingleton<Probe>();
                services.AddJobKind<Brooding>(JobKind.Import);
            },
            ("Crm:Jobs:LeaseSeconds", "600")
        );
        var id = await server.AddJobAsync();
        var probe = server.Services.GetRequiredService<Probe>();
        await probe.Begun.Task;

        await server.Admin.PostAsync($"/v1/jobs/{id}/cancel", new { }, HttpStatusCode.OK);

        await probe.Ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("cancelled", (await server.Admin.GetJsonAsync($"/v1/jobs/{id}")).Text("state"));
    }

    internal sealed class Probe
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Thinks until it is cancelled.</summary>
    internal sealed class Brooding(Probe probe) : IJobKind
    {
        public Task RunAsync(JobRun run, CancellationToken cancellationToken) =>
            run.WatchedAsync(
                token =>
                {
                    probe.Begun.SetResult();
                    token.WaitHandle.WaitOne();
                    probe.Ended.SetResult();
                    return true;
                },
                cancellationToken
            );
    }
}
