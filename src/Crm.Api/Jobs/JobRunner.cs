using System.Threading.Channels;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Imports;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Jobs;

/// <summary>
/// Runs jobs in the background, one at a time. A job is taken by an update that only one node can win; the channel only wakes the
/// loop sooner than its next look at the table.
/// </summary>
internal sealed partial class JobRunner(IServiceScopeFactory scopes, DatabaseEngine engine, ILogger<JobRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private const string Interrupted = "The service was stopped; send the file again, done rows stay done.";

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>There may be something to do; called after the job has been committed.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await FailInterruptedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TakeAsync(stoppingToken) is { } job)
            {
                await RunAsync(job, stoppingToken);
            }
            else
            {
                await WaitAsync(stoppingToken);
            }
        }
    }

    /// <summary>A process that owns its database knows at its start that nobody runs what is marked as running.</summary>
    private async Task FailInterruptedAsync(CancellationToken stoppingToken)
    {
        if (engine.IsShared)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("jobs"));
        var running = work.Query<Job>().AsNoTracking().Where(job => job.State == JobState.Running);
        foreach (var job in await running.ToListAsync(stoppingToken))
        {
            await FailAsync(job, "interrupted", Interrupted);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        pause.CancelAfter(Pause);
        try
        {
            await _wake.Reader.ReadAsync(pause.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or to stop; the loop knows which.
        }
    }

    private async Task<Job?> TakeAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("jobs"));
        var waiting = work.Query<Job>().Where(job => job.State == JobState.Created).OrderBy(job => job.Id);
        if (!await waiting.AnyAsync(stoppingToken))
        {
            return null;
        }

        await work.BeginAsync(stoppingToken);
        if (await waiting.FirstOrDefaultAsync(stoppingToken) is not { } job)
        {
            return null;
        }

        job.Start(work.Now);
        try
        {
            await work.Db.SaveChangesAsync(stoppingToken);
            await work.CommitAsync(stoppingToken);
            return job;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was quicker.
            return null;
        }
    }

    private async Task RunAsync(Job job, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ImportRun>().RunAsync(job, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await FailAsync(job, "interrupted", Interrupted);
        }
        catch (ImportCancelled)
        {
            // The job says so itself.
        }
        catch (ImportUnreadable unreadable)
        {
            await FailAsync(job, unreadable.Code, unreadable.Message);
        }
#pragma warning disable CA1031 // A job that meets a bug fails; the others go on.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            JobFailed(logger, bug, job.Id);
            await FailAsync(
                job,
                "internal",
                "Something went wrong in the service; the job's id helps to find it in the log."
            );
        }
    }

    private async Task FailAsync(Job job, string code, string detail)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("jobs"));
        await work.BeginAsync(CancellationToken.None);
        var stored = await work.Query<Job>().FirstAsync(other => other.Id == job.Id, CancellationToken.None);
        if (!stored.IsOver)
        {
            stored.Fail(code, detail, work.Now);
            await work.Db.SaveChangesAsync(CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} failed")]
    private static partial void JobFailed(ILogger logger, Exception exception, Guid jobId);
}
