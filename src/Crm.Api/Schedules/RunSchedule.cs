using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Microsoft.Extensions.Options;

namespace Crm.Api.Schedules;

/// <summary>Starts what a schedule starts at once, on behalf of whoever says so.</summary>
internal static class RunSchedule
{
    public static async Task<Answer<JobResponse>> Handle(
        IdOrNumber id,
        HttpContext http,
        Work work,
        ScheduleResource schedules,
        ScheduleFiring firing,
        JobDesk desk,
        IOptions<DatabaseOptions> options,
        CancellationToken cancellationToken
    )
    {
        var writer = new RecordWriter<Schedule, ScheduleForm, ScheduleResponse>(schedules, work, options);
        var schedule = await writer.LoadAsync(id, cancellationToken);
        EntityTags.CheckIfMatch(http, schedule, schedules.IsGuarded);
        var job = await firing.RunAsync(schedule, work, cancellationToken);
        return await desk.AcceptAsync(job, work, http, cancellationToken);
    }
}
