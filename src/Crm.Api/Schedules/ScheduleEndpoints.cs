using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;

namespace Crm.Api.Schedules;

/// <summary>The routes of schedules.</summary>
internal static class ScheduleEndpoints
{
    private const Verbs Offered = Verbs.Read | Verbs.Create | Verbs.Update | Verbs.Delete;

    public static void AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleStarts>();
        services.AddSingleton<ScheduleResource>();
        services.AddSingleton<ScheduleFiring>();
        services.AddSingleton<FireRetention>();
        services.AddSingleton<QuartzEngine>();
        services.AddSingleton<QuartzTriggers>();
        services.AddBackgroundWork<ScheduleKeeper>();
    }

    /// <summary>Says what starts the jobs of a kind for a schedule.</summary>
    public static void AddScheduledStart<T>(this IServiceCollection services, JobKind kind)
        where T : class, IScheduledStart =>
        services.AddKeyedSingleton<IScheduledStart>(kind, (own, _) => own.GetRequiredService<T>());

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        var keeper = routes.ServiceProvider.GetRequiredService<ScheduleKeeper>();
        var schedules = routes.MapResource(routes.ServiceProvider.GetRequiredService<ScheduleResource>(), Offered);
        schedules.AddEndpointFilter(
            async (context, next) =>
            {
                if (!HttpMethods.IsGet(context.HttpContext.Request.Method))
                {
                    keeper.LookAfter(context.HttpContext);
                }

                return await next(context);
            }
        );
        schedules
            .MapPost("/{id}/run", RunSchedule.Handle)
            .WithName(nameof(RunSchedule))
            .WithSummary("Run a schedule now")
            .WithDescription(
                "Starts its job at once, for the caller and not for the key that changed the schedule, so that the caller needs the scopes "
                    + "of what it starts. Also for one that is disabled. Its next time stays as it is. Refused while the job of the fire "
                    + "before is under way."
            )
            .Changes("schedules:write")
            .ProducesProblems(404, 412, 422)
            .AnswersJob();
        schedules
            .MapGet("/{id}/fires", ListScheduleFires.Handle)
            .WithName(nameof(ListScheduleFires))
            .WithSummary("List the fires of a schedule")
            .WithDescription(
                "What came of each time, the newest first: the job it started, or why it started none. Kept as long as the results of jobs."
            )
            .Reads("schedules")
            .Takes(ListScheduleFires.Parameters)
            .WithMetadata(
                new ProducesResponseTypeMetadata(200, typeof(Page<ScheduleFireResponse>), [BodyReader.JsonType])
            )
            .ProducesProblems(404);
    }
}
