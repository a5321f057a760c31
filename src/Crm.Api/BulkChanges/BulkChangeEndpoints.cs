using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Schedules;

namespace Crm.Api.BulkChanges;

/// <summary>The routes of bulk updates and bulk deletes.</summary>
internal static class BulkChangeEndpoints
{
    private const string Applied =
        "Does what the plan says and nothing beyond it: a record that was changed since is left alone (`unprocessed`, `stale`), one that "
        + "the filter would find only now is not touched.";

    public static void AddBulkChanges(this IServiceCollection services)
    {
        services.AddSingleton<BulkUpdateStart>();
        services.AddSingleton<BulkDeleteStart>();
        services.AddScheduledStart<BulkUpdateStart>(JobKind.BulkUpdate);
        services.AddScheduledStart<BulkDeleteStart>(JobKind.BulkDelete);
        services.AddJobKind<BulkUpdateRun>(JobKind.BulkUpdate);
        services.AddJobKind<BulkDeleteRun>(JobKind.BulkDelete);
    }

    public static void MapBulkChanges(this IEndpointRouteBuilder routes)
    {
        var updates = routes.MapGroup("/bulk-updates").WithTags("Bulk changes");
        updates
            .MapPost("", CreateBulkUpdate.Handle)
            .WithName(nameof(CreateBulkUpdate))
            .WithSummary("Plan a bulk update")
            .WithDescription(
                "Finds out what a merge patch would do to each record that a filter finds, and changes nothing. The answer is a job; once "
                    + "it is `planned`, its `plan` has the counts and `/v1/jobs/{id}/lines?phase=plan` each record. Also needs the scope to "
                    + "write the records."
            )
            .Writes("jobs")
            .AnswersJob();
        updates
            .MapPost("/{id}/apply", ApplyJob.Handle)
            .WithName("ApplyBulkUpdate")
            .WithSummary("Apply a bulk update")
            .WithDescription(Applied + " Needs the scope to write the records, too.")
            .Writes("jobs")
            .ProducesProblems(404)
            .AnswersJob();

        var deletes = routes.MapGroup("/bulk-deletes").WithTags("Bulk changes");
        deletes
            .MapPost("", CreateBulkDelete.Handle)
            .WithName(nameof(CreateBulkDelete))
            .WithSummary("Plan a bulk delete")
            .WithDescription(
                "Finds out which records a filter finds and may go into the trash, and changes nothing. The answer is a job; once it is "
                    + "`planned`, its `plan` has the counts and `/v1/jobs/{id}/lines?phase=plan` each record. Also needs the scope to delete "
                    + "the records."
            )
            .Writes("jobs")
            .AnswersJob();
        deletes
            .MapPost("/{id}/apply", ApplyJob.Handle)
            .WithName("ApplyBulkDelete")
            .WithSummary("Apply a bulk delete")
            .WithDescription(Applied + " Needs the scope to delete the records, too.")
            .Writes("jobs")
            .ProducesProblems(404)
            .AnswersJob();
    }
}
