using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.Schedules;

/// <summary>Pages through the fires of a schedule, the newest first.</summary>
internal static class ListScheduleFires
{
    public static readonly QueryParameter[] Parameters = [ListQuery.Size, ListQuery.Token];

    public static async Task<Answer<Page<ScheduleFireResponse>>> Handle(
        IdOrNumber id,
        HttpContext http,
        Caller caller,
        Work work,
        ListSettings settings,
        CancellationToken cancellationToken
    )
    {
        work.For(caller);
        var schedule =
            await id.FindAsync(work.QueryWithTrash<Schedule>().AsNoTracking(), cancellationToken)
            ?? throw new ProblemException(Problem.NotFound("schedule", id.Text));
        var pages = new NumberedPage(http, settings);
        var fires = work.Db.Set<ScheduleFire>().AsNoTracking().Where(fire => fire.ScheduleId == schedule.Id);
        if (pages.After is { } ticks)
        {
            var before = new DateTimeOffset(ticks, TimeSpan.Zero);
            fires = fires.Where(fire => fire.FireTime < before);
        }

        var found = await fires
            .OrderByDescending(fire => fire.FireTime)
            .Take(pages.Size + 1)
            .ToListAsync(cancellationToken);
        return Answer.Ok(
            pages.Of(found, fire => fire.FireTime.UtcTicks, pages.Shown(found).ConvertAll(ScheduleFireResponse.Of))
        );
    }
}
