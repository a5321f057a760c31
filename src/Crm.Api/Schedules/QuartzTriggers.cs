using Quartz;

namespace Crm.Api.Schedules;

/// <summary>
/// The triggers of Quartz, one for each schedule that is enabled. The table of schedules is the truth; triggers are brought in line with it.
/// </summary>
internal sealed class QuartzTriggers(QuartzEngine engine, ScheduleFiring firing) : IAsyncDisposable
{
    private const string Group = "schedules";

    private static readonly JobKey Job = new("fire", Group);

    private StandaloneSchedulerFactory? _factory;

    /// <summary>Adds, replaces and removes triggers until they are as wanted, then lets Quartz run.</summary>
    public async Task AlignAsync(IReadOnlyList<WantedTrigger> wanted, CancellationToken cancellationToken)
    {
        _factory ??= engine.Open(firing);
        var scheduler = await _factory.GetScheduler(cancellationToken);
        var present = await PresentAsync(scheduler, cancellationToken);
        var missing = wanted.Where(trigger => !IsInLine(trigger, present)).ToList();
        if (missing.Count > 0)
        {
            var job = JobBuilder.Create<FireSchedule>().WithIdentity(Job).StoreDurably().Build();
            await scheduler.AddJob(job, AddJobOptions.Replacing, cancellationToken);
        }

        foreach (var trigger in missing)
        {
            await scheduler.ScheduleJob(TriggerFor(trigger), ScheduleJobOptions.Replacing, cancellationToken);
        }

        var names = wanted.Select(trigger => trigger.Name).ToHashSet(StringComparer.Ordinal);
        var superfluous = present.Keys.Where(name => !names.Contains(name)).ToList();
        if (superfluous.Count > 0)
        {
            await scheduler.UnscheduleJobs(superfluous.ConvertAll(KeyOf), cancellationToken);
        }

        await scheduler.Start(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_factory is not null)
        {
            await _factory.DisposeAsync();
        }
    }

    private static async Task<Dictionary<string, TriggerHeader>> PresentAsync(
        IScheduler scheduler,
        CancellationToken cancellationToken
    )
    {
        var query = new TriggerQuery { Group = GroupMatcher<TriggerKey>.GroupEquals(Group), Take = PagedQuery.All };
        var found = await scheduler.QueryTriggers(query, cancellationToken);
        return found.Items.ToDictionary(trigger => trigger.Key.Name, StringComparer.Ordinal);
    }

    private static bool IsInLine(WantedTrigger wanted, Dictionary<string, TriggerHeader> present) =>
        present.GetValueOrDefault(wanted.Name) is { } trigger
        && trigger.Description == wanted.Description
        && trigger.State is not (TriggerState.Error or TriggerState.Complete);

    private static ITrigger TriggerFor(WantedTrigger wanted) =>
        TriggerBuilder
            .Create()
            .WithIdentity(KeyOf(wanted.Name))
            .ForJob(Job)
            .WithDescription(wanted.Description)
            .WithCronSchedule(
                wanted.Times.Expression,
                // Only the schedule knows what is to become of a time that was missed; it is asked once.
                times => times.WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)
            )
            .Build();

    private static TriggerKey KeyOf(string name) => new(name, Group);
}

/// <summary>A trigger that a schedule needs.</summary>
internal sealed record WantedTrigger(Guid ScheduleId, string Cron, string TimeZone)
{
    public CronTimes Times => CronTimes.Of(Cron, Kernel.TimeZones.Find(TimeZone)!);

    public string Name => ScheduleId.ToString();

    /// <summary>Kept with the trigger, so that a change is seen without reading the trigger itself.</summary>
    public string Description => $"{Cron} in {TimeZone}";
}
