using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Schedules;

namespace Crm.Api.DedupeRuns;

/// <summary>The routes of dedupe runs.</summary>
internal static class DedupeRunEndpoints
{
    public const string Scope = "dedupe-runs:run";

    private const string Resource = "dedupe-runs";

    public static void AddDedupeRuns(this IServiceCollection services)
    {
        services.AddSingleton<DedupeRunStart>();
        services.AddSingleton<RunReader>();
        services.AddSingleton<DedupeRows>();
        services.AddScheduledStart<DedupeRunStart>(JobKind.Dedupe);
        services.AddJobKind<DedupeRun>(JobKind.Dedupe);
        services.AddJobFindings<DedupeRows>(JobKind.Dedupe);
    }

    public static void MapDedupeRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup($"/{Resource}").WithTags("Dedupe runs");
        runs.MapPost("", CreateDedupeRun.Handle)
            .WithName(nameof(CreateDedupeRun))
            .WithSummary("Look for customers that are one")
            .WithDescription(
                "Compares people with people and organisations with organisations: all of them, those of a filter, or those of one import with "
                    + "all. Nothing is changed. The answer is a job: ask for it at `Operation-Location`; a customer that is like another counts as "
                    + "`duplicate`, any other as `unchanged`. What people have decided about pairs holds, and teaches the run. Once it is "
                    + "`completed`, its pairs, to be reviewed, and its clusters, to be merged, lie below `/v1/dedupe-runs/{id}`. Former runs: "
                    + "`/v1/jobs?filter=kind=dedupe`. Also needs the scope to read customers."
            )
            .Changes(Scope)
            .ProducesProblems(410, 413, 415, 422)
            .AnswersJob();
        runs.MapGet("/{id}", GetDedupeRun.Handle)
            .WithName(nameof(GetDedupeRun))
            .WithSummary("Get a dedupe run")
            .WithDescription(
                "How it stands, and what came of it in figures: with what agreement and disagreement are worth here."
            )
            .Reads(Resource)
            .ProducesProblems(404);
        runs.MapGet("/{id}/pairs", ListDedupePairs.Handle)
            .WithName(nameof(ListDedupePairs))
            .WithSummary("List the pairs of a dedupe run")
            .WithDescription(
                "Two customers each that may be one, with how sure that is and why: the parts of the match weight add up to it. "
                    + "`decided=false` is the queue of what is left to review. Also needs the scope to read customers."
            )
            .Reads(Resource)
            .Takes(ListDedupePairs.Parameters)
            .ProducesProblems(404, 409, 410);
        runs.MapGet("/{id}/clusters", ListDedupeClusters.Handle)
            .WithName(nameof(ListDedupeClusters))
            .WithSummary("List the clusters of a dedupe run")
            .WithDescription(
                "Customers that are one, as far as the run can see. A cluster is joined by the mean weight between all its members, so not "
                    + "every pair of it need be likely by itself. Also needs the scope to read customers."
            )
            .Reads(Resource)
            .Takes(ListDedupeClusters.Parameters)
            .ProducesProblems(404, 409, 410);
        runs.MapGet("/{id}/explain", ExplainDedupePair.Handle)
            .WithName(nameof(ExplainDedupePair))
            .WithSummary("Explain why two customers are one, or are not")
            .WithDescription(
                "Any two customers of a kind, as they are now and whether the run has found them alike or not, judged by what it has learned. "
                    + "Each reason shows what was compared. Also needs the scope to read customers."
            )
            .Reads(Resource)
            .Takes(ExplainDedupePair.Parameters)
            .ProducesProblems(404, 409, 410, 422);
    }
}
