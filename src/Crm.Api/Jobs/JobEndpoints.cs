using Crm.Api.Http;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Jobs.Results;
using Crm.Api.Jobs.Undo;

namespace Crm.Api.Jobs;

/// <summary>The routes of jobs.</summary>
internal static class JobEndpoints
{
    public static void AddJobs(this IServiceCollection services)
    {
        services
            .AddOptions<JobOptions>()
            .BindConfiguration(JobOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<JobResource>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobRetention>();
        services.AddScoped<JobLedger>();
        services.AddJobKind<UndoRun>(JobKind.Undo);
        services.AddBackgroundWork<JobRunner>();
    }

    /// <summary>Says what does the jobs of a kind.</summary>
    public static void AddJobKind<T>(this IServiceCollection services, JobKind kind)
        where T : class, IJobKind => services.AddKeyedScoped<IJobKind, T>(kind);

    /// <summary>Says what shows the input of the jobs of a kind once more.</summary>
    public static void AddJobInputs<T>(this IServiceCollection services, JobKind kind)
        where T : class, IJobInputs => services.AddKeyedScoped<IJobInputs, T>(kind);

    /// <summary>Says how the jobs of a kind are undone, where that is more than records that were changed one by one.</summary>
    public static void AddUndo<T>(this IServiceCollection services, JobKind kind)
        where T : class, IUndoDecider => services.AddKeyedScoped<IUndoDecider, T>(kind);

    /// <summary>Says what the jobs of a kind leave in tables of their own.</summary>
    public static void AddJobFindings<T>(this IServiceCollection services, JobKind kind)
        where T : class, IJobFindings => services.AddKeyedSingleton<IJobFindings, T>(kind);

    /// <summary>Says in the contract that a job is taken on.</summary>
    public static RouteHandlerBuilder AnswersJob(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new ProducesResponseTypeMetadata(202, typeof(JobResponse), [BodyReader.JsonType]));

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapResource(routes.ServiceProvider.GetRequiredService<JobResource>(), Verbs.List);
        jobs.MapGet("/{id}", GetJob.Handle)
            .WithName(nameof(GetJob))
            .WithSummary("Get a job")
            .WithDescription(
                "`wait` holds the answer back until the job is over, planned, paused or resumed, for that many seconds at most."
            )
            .Reads("jobs")
            .Takes(GetJob.Wait)
            .ProducesProblems(404);
        jobs.MapGet("/{id}/lines", ListJobLines.Handle)
            .WithName(nameof(ListJobLines))
            .WithSummary("List the ledger of a job")
            .WithDescription(
                "One line per input row, in the order of the input: what happened, or with `phase=plan` what would happen."
            )
            .Reads("jobs")
            .Takes(ListJobLines.Parameters)
            .WithMetadata(new ProducesResponseTypeMetadata(200, typeof(Page<JobLineResponse>), [BodyReader.JsonType]))
            .ProducesProblems(404, 410);
        jobs.MapGet("/{id}/results/{part}", GetJobResults.Handle)
            .WithName(nameof(GetJobResults))
            .WithSummary("Get the results of a job")
            .WithDescription(
                "The rows of the input as they were, each with `_line`, `_outcome`, `_id`, `_code` and `_detail`. `part` is `succeeded` "
                    + "(created, updated, unchanged), `failed` (duplicate, rejected) or `unprocessed`, which also holds the rows that the "
                    + "job has not come to. The failed rows, corrected, can be sent again as they are. CSV unless `Accept` asks for "
                    + "NDJSON. Also needs the scope to read the records."
            )
            .Reads("jobs")
            .ProducesProblems(404, 406, 409, 410)
            .WithMetadata(
                new ProducesResponseTypeMetadata(200, typeof(string), [StreamFormat.CsvType, StreamFormat.NdjsonType])
            );
        jobs.MapPost("/{id}/apply", ApplyJob.Handle)
            .WithName(nameof(ApplyJob))
            .WithSummary("Apply a plan")
            .WithDescription(
                "Does what the job's plan says and nothing beyond it. Also needs the scope to write the records it is about."
            )
            .Changes("jobs:write")
            .ProducesProblems(404, 409, 422)
            .AnswersJob();
        jobs.MapPost("/{id}/undo", UndoJob.Handle)
            .WithName(nameof(UndoJob))
            .WithSummary("Plan to undo a job")
            .WithDescription(
                "Finds out what taking back an import or a bulk change would do, and changes nothing: what it created would go into the "
                    + "trash, what it changed would be as before, what it deleted would come back. The answer is a job of its own, to be "
                    + "applied by its plan. Records that were changed again since are `unprocessed`, `changed-since`, and are left alone "
                    + "unless applying says `force`. Also needs the scope to write the records, and to delete them for an import."
            )
            .Changes("jobs:write")
            .ProducesProblems(404, 410)
            .AnswersJob();
        jobs.MapPost("/{id}/pause", PauseJob.Handle)
            .WithName(nameof(PauseJob))
            .WithSummary("Pause a job")
            .WithDescription(
                "It stops before its next chunk; what it has done so far stays done. Resuming lets it go on there."
            )
            .Changes("jobs:write")
            .ProducesProblems(404);
        jobs.MapPost("/{id}/resume", ResumeJob.Handle)
            .WithName(nameof(ResumeJob))
            .WithSummary("Resume a job")
            .WithDescription(
                "A paused job goes on where it stopped, no row is done twice. Also for a job the service paused itself because its "
                    + "storage was full or failed; `error` says so."
            )
            .Changes("jobs:write")
            .ProducesProblems(404);
        jobs.MapPost("/{id}/cancel", CancelJob.Handle)
            .WithName(nameof(CancelJob))
            .WithSummary("Cancel a job")
            .WithDescription("What it has done so far stays done and stands in its ledger.")
            .Changes("jobs:write")
            .ProducesProblems(404);
    }
}
