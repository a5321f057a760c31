using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;

namespace Crm.Api.Jobs;

/// <summary>The routes of jobs.</summary>
internal static class JobEndpoints
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobResource>();
        services.AddBackgroundWork<JobRunner>();
    }

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapResource(routes.ServiceProvider.GetRequiredService<JobResource>(), Verbs.List);
        jobs.MapGet("/{id}", GetJob.Handle)
            .WithName(nameof(GetJob))
            .WithSummary("Get a job")
            .WithDescription("`wait` holds the answer back until the job is over, for that many seconds at most.")
            .Reads("jobs")
            .Takes(GetJob.Wait)
            .ProducesProblems(404);
        jobs.MapGet("/{id}/lines", ListJobLines.Handle)
            .WithName(nameof(ListJobLines))
            .WithSummary("List the ledger of a job")
            .WithDescription("One line per input row, in the order of the input.")
            .Reads("jobs")
            .Takes(ListJobLines.Parameters)
            .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(Page<JobLineResponse>), [BodyReader.JsonType]))
            .ProducesProblems(404);
        jobs.MapPost("/{id}/cancel", CancelJob.Handle)
            .WithName(nameof(CancelJob))
            .WithSummary("Cancel a job")
            .WithDescription("What it has done so far stays done and stands in its ledger.")
            .Changes("jobs:write")
            .ProducesProblems(404);
    }
}
