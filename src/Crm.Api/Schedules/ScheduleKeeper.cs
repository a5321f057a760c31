using System.Threading.Channels;
using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Jobs;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Crm.Api.Schedules;

/// <summary>
/// Keeps the triggers of Quartz in line with the schedules: after each change on this node, and now and then, for what other nodes or bulk
/// changes did and for what a node that died left undone. On a virtual clock nothing comes due by itself, so Quartz is not needed.
/// </summary>
internal sealed partial class ScheduleKeeper(
    IServiceScopeFactory scopes,
    ScheduleFiring firing,
    QuartzTriggers triggers,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<ScheduleKeeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Looks once the answer has left, and with it the commit.</summary>
    public void LookAfter(HttpContext http) =>
        http.Response.OnCompleted(() =>
        {
            _wake.Writer.TryWrite(true);
            return Task.CompletedTask;
        });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (options.Value.Run && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The database may be away for a while; the next round tries again.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                LookFailed(logger, failure);
                await WaitAsync(stoppingToken);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await firing.FireDueAsync(clock.Now(), cancellationToken);
        if (clock is not VirtualClock)
        {
            await triggers.AlignAsync(await WantedAsync(cancellationToken), cancellationToken);
        }
    }

    private async Task<List<WantedTrigger>> WantedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("schedules"));
        return await work.Query<Schedule>()
            .Where(schedule => schedule.NextFireTime != null)
            .Select(schedule => new WantedTrigger(schedule.Id, schedule.Cron, schedule.TimeZone))
            .ToListAsync(cancellationToken);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(Round);
        try
        {
            await _wake.Reader.ReadAsync(time.Token);
        }
        catch (OperationCanceledException)
        {
            // Time to look again, or to stop; the loop knows which.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The schedules could not be looked after; it is tried again in a few seconds"
    )]
    private static partial void LookFailed(ILogger logger, Exception exception);
}
