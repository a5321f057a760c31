using Crm.Api.Data;
using Crm.Api.Jobs;

namespace Crm.Api.Schedules;

/// <summary>Something that schedules can start: the jobs of one kind.</summary>
internal interface IScheduledStart
{
    /// <summary>Refuses what the direct call would refuse this caller, in the same words.</summary>
    Task CheckAsync(object options, Work work, CancellationToken cancellationToken);

    /// <summary>Checks, and adds the job that the direct call would make, without saving it.</summary>
    Task<Job> StartAsync(object options, Work work, CancellationToken cancellationToken);
}

/// <inheritdoc cref="IScheduledStart"/>
/// <typeparam name="TOptions">The body of the direct call, and the member of <see cref="ScheduleStart"/>.</typeparam>
internal abstract class ScheduledStart<TOptions> : IScheduledStart
    where TOptions : class
{
    public abstract Task CheckAsync(TOptions options, Work work, CancellationToken cancellationToken);

    public abstract Task<Job> StartAsync(TOptions options, Work work, CancellationToken cancellationToken);

    Task IScheduledStart.CheckAsync(object options, Work work, CancellationToken cancellationToken) =>
        CheckAsync((TOptions)options, work, cancellationToken);

    Task<Job> IScheduledStart.StartAsync(object options, Work work, CancellationToken cancellationToken) =>
        StartAsync((TOptions)options, work, cancellationToken);
}
