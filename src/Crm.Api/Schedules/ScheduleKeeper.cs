using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
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
    IServiceProvider services,
    ScheduleFiring firing,
    TimeProvider clock,
    IOptions<JobOptions> options,
    ILogger<ScheduleKeeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    /// <summary>Whoever starts the service waits for its first answers, not for what came due meanwhile.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(2);

    private QuartzTriggers? _triggers;

    private readonly WakeSignal _wake = new();

    /// <summary>Something has changed about a schedule.</summary>
    public void LookAfter(HttpContext http) => _wake.GiveAfter(http);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Run)
        {
            return;
        }

        await _wake.WaitAsync(AfterStart, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
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
            }

            await _wake.WaitAsync(Round, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await firing.FireDueAsync(clock.Now(), cancellationToken);
        if (clock is VirtualClock)
        {
            return;
        }

        var wanted = await WantedAsync(cancellationToken);
        if (wanted.Count > 0)
        {
            // Most installations have no schedule, and need not load Quartz.
            _triggers ??= services.GetRequiredService<QuartzTriggers>();
        }

        if (_triggers is not null)
        {
            await _triggers.AlignAsync(wanted, cancellationToken);
        }
    }

    private async Task<List<WantedTrigger>> WantedAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Work>().For(Caller.System("schedules"));
        return await work.Query<Schedule>()
            .Where(schedule => schedule.NextFireTime != null)
            .Select(schedule => new WantedTrigger(schedule.Id, schedule.Cron, schedule.TimeZone))
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The schedules could not be looked after; it is tried again in a few seconds"
    )]
    private static partial void LookFailed(ILogger logger, Exception exception);
}
