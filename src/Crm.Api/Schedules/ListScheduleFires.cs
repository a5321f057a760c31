using System.Globalization;
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
        var query = ListQuery.Of(http, settings.Zone);
        string?[] arguments = [http.Request.Path];
        var fires = work.Db.Set<ScheduleFire>().AsNoTracking().Where(fire => fire.ScheduleId == schedule.Id);
        if (query.PageToken is { } token)
        {
            var before = TimeOf(PageTokens.PositionOf(settings.PageTokens.Read(token, arguments))[0]!);
            fires = fires.Where(fire => fire.FireTime < before);
        }

        var found = await fires
            .OrderByDescending(fire => fire.FireTime)
            .Take(query.PageSize + 1)
            .ToListAsync(cancellationToken);
        var page = found.Take(query.PageSize).ToList();
        return Answer.Ok(
            new Page<ScheduleFireResponse>
            {
                Items = page.ConvertAll(ScheduleFireResponse.Of),
                NextPageToken =
                    page.Count < found.Count ? settings.PageTokens.Write([TextOf(page[^1].FireTime)], arguments) : null,
            }
        );
    }

    private static string TextOf(DateTimeOffset time) => time.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset TimeOf(string text) =>
        new(long.Parse(text, CultureInfo.InvariantCulture), TimeSpan.Zero);
}
