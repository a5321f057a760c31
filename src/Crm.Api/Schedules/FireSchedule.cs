using Quartz;
using Quartz.Extensibility;

namespace Crm.Api.Schedules;

/// <summary>What Quartz does when the trigger of a schedule fires; the trigger is named by the schedule's id.</summary>
internal sealed class FireSchedule(ScheduleFiring firing) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await firing.FireAsync(Guid.Parse(context.Trigger.Key.Name), cancellationToken);
}

/// <summary>Makes the one job Quartz has.</summary>
internal sealed class FireScheduleFactory(ScheduleFiring firing) : IJobFactory
{
    public ValueTask<JobScope> CreateJob(
        TriggerFiredBundle bundle,
        IScheduler scheduler,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(new JobScope(new FireSchedule(firing), state: null));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) =>
        ValueTask.CompletedTask;
}
