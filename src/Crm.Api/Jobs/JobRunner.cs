using Crm.Api.Data;
using Crm.Api.Http;
using Microsoft.Extensions.Options;

namespace Crm.Api.Jobs;

/// <summary>
/// Runs jobs in the background, one at a time in each lane of each node, and keeps up the leases of those it runs. The signal only wakes
/// a lane sooner than its next look at the table.
/// </summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes,
    DatabaseEngine engine,
    IOptions<JobOptions> options,
    ILogger<JobRunner> logger
) : BackgroundService
{
    private const int BeatsInLease = 4;
    private const int MostSetbacks = 5;
    private const string Defect = "Something went wrong in the service; the job's id helps to find it in the log.";

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(30);

    private readonly Lane[] _lanes =
    [
        .. Enum.GetValues<JobLane>().Select(lane => new Lane(new JobLeases(scopes, options, lane))),
    ];

    /// <summary>There will be something to do. The lanes look at the table by themselves too; this only spares the wait.</summary>
    public void WakeAfter(HttpContext http) => Array.ForEach(_lanes, lane => lane.Wake.GiveAfter(http));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Run)
        {
            return;
        }

        if (!engine.IsShared)
        {
            await _lanes[0].Leases.VoidAllAsync(stoppingToken);
        }

        await Task.WhenAll(_lanes.Select(lane => RunAsync(lane, stoppingToken)));
    }

    private async Task RunAsync(Lane lane, CancellationToken stoppingToken)
    {
        // Each lane on a thread of its own from its first step on.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await RunNextAsync(lane, stoppingToken))
            {
                await WaitAsync(lane, stoppingToken);
            }
        }
    }

    /// <returns>True when there may be more to do right away.</returns>
    private async Task<bool> RunNextAsync(Lane lane, CancellationToken stoppingToken)
    {
        JobRun? run = null;
        try
        {
            run = await lane.Leases.TakeAsync(stoppingToken);
            if (run is null)
            {
                lane.Setbacks = 0;
                return false;
            }

            return await RunAsync(run, lane, stoppingToken);
        }
        catch (JobStopped)
        {
            JobLost(logger, run!.Job.Id);
            return true;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // The database may be away for a while; a job nobody could give back is taken up again when its lease has lapsed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            lane.Setbacks++;
            JobsUnreachable(logger, failure);
            return false;
        }
    }

    private async Task<bool> RunAsync(JobRun run, Lane lane, CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var beating = KeepLeaseAsync(run, stop);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var kind = scope.ServiceProvider.GetRequiredKeyedService<IJobKind>(run.Job.Kind);
            await kind.RunAsync(run, stop.Token);
            lane.Setbacks = 0;
            return true;
        }
        catch (Exception cut) when (cut is not JobStopped && stop.IsCancellationRequested)
        {
            // Either the service stops, and others may take the job up at once, or the job is not ours any more. Drivers have
            // exceptions of their own for what was cancelled.
            await ReleaseAsync(run);
            return true;
        }
        catch (JobFailed failed)
        {
            await run.FailAsync(failed.Code, failed.Message);
            return true;
        }
        catch (Exception failure) when (failure is not JobStopped)
        {
            await MeetAsync(failure, run, lane);
            return false;
        }
        finally
        {
            await stop.CancelAsync();
            await beating;
            await run.DisposeAsync();
        }
    }

    /// <summary>What the database or the disk is to blame for does not end a job; anything else is a defect.</summary>
    private async Task MeetAsync(Exception failure, JobRun run, Lane lane)
    {
        lane.Setbacks = run.HasProgressed ? 1 : lane.Setbacks + 1;
        switch (StorageTroubles.Of(failure, engine))
        {
            case StorageTrouble.Full:
                JobSetBack(logger, failure, run.Job.Id);
                await run.PauseAsync("storage-full", "There is no room left; make some, then resume the job.");
                break;
            case StorageTrouble.Unreachable when lane.Setbacks >= MostSetbacks:
                JobSetBack(logger, failure, run.Job.Id);
                await run.PauseAsync("storage-unreachable", "The database fails again and again; see the log.");
                break;
            case StorageTrouble.Unreachable or StorageTrouble.Collision:
                JobSetBack(logger, failure, run.Job.Id);
                // Also the end of a transaction that stood still for longer than the server waits, in which time another node may have come.
                await ReleaseAsync(run);
                break;
            case null:
                JobBroken(logger, failure, run.Job.Id);
                await run.FailAsync("internal", Defect);
                break;
        }
    }

    private async Task ReleaseAsync(JobRun run)
    {
        if (!await run.ReleaseAsync())
        {
            JobLost(logger, run.Job.Id);
        }
    }

    /// <summary>Beats until the run ends, through chunks and planning however long, and ends the run when the job is lost.</summary>
    private async Task KeepLeaseAsync(JobRun run, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.LeaseSeconds) / BeatsInLease);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (!await HasLeaseAsync(run, stop.Token))
                {
                    await stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task<bool> HasLeaseAsync(JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await run.BeatAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A missed beat is made up for by the next; trouble that lasts, the run meets itself.
            return true;
        }
    }

    private static async Task WaitAsync(Lane lane, CancellationToken stoppingToken)
    {
        if (lane.Setbacks == 0)
        {
            await lane.Wake.WaitAsync(ShortPause, stoppingToken);
            return;
        }

        var pause = ShortPause * Math.Pow(2, Math.Min(lane.Setbacks, MostSetbacks));
        try
        {
            await Task.Delay(pause < LongPause ? pause : LongPause, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The service stops, as the loop sees.
        }
    }

    /// <summary>What one loop works with; nothing of it is shared but the signal.</summary>
    private sealed class Lane(JobLeases leases)
    {
        public JobLeases Leases => leases;

        public WakeSignal Wake { get; } = new();

        /// <summary>How often in a row the database failed, whatever was tried.</summary>
        public int Setbacks { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} failed")]
    private static partial void JobBroken(ILogger logger, Exception exception, Guid jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} was set back by its storage")]
    private static partial void JobSetBack(ILogger logger, Exception exception, Guid jobId);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Job {JobId} is not this node's any more: it was paused, cancelled or taken over"
    )]
    private static partial void JobLost(ILogger logger, Guid jobId);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database did not let this node look after jobs; it tries again"
    )]
    private static partial void JobsUnreachable(ILogger logger, Exception exception);
}
