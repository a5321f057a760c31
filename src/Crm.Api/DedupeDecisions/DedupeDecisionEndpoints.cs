using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.DedupeDecisions;

/// <summary>The routes of decisions about pairs of customers.</summary>
internal static class DedupeDecisionEndpoints
{
    public static void AddDedupeDecisions(this IServiceCollection services)
    {
        services.AddSingleton<DedupeDecisionResource>();
        services.AddSingleton<DecidedLinks>();
        services.AddScoped<DedupeDecisionVerb>();
    }

    public static void MapDedupeDecisions(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<DedupeDecisionResource>();
        // To create or change one writes a relationship besides, so these two are no shared verbs, and nothing does them in bulk.
        var decisions = routes.MapResource(resource, Verbs.Read | Verbs.Delete);
        decisions
            .MapPost("/", CreateDedupeDecision.Handle)
            .WithName(nameof(CreateDedupeDecision))
            .WithSummary("Decide about two customers")
            .WithDescription(
                "Says that two customers are the `same`, are `different`, or are `related`, which makes the relationship between them in the "
                    + "same transaction. Later dedupe runs and merges go by it. Of two people who decide about a pair at once the second is "
                    + "refused with `already-decided`, and told what the first has said."
            )
            .Writes(resource.Plural)
            .WithMetadata(new ProducesResponseTypeMetadata(201, typeof(DedupeDecisionResponse), [BodyReader.JsonType]));
        decisions
            .MapPatch("/{id}", UpdateDedupeDecision.Handle)
            .WithName(nameof(UpdateDedupeDecision))
            .WithSummary("Change a decision about two customers")
            .WithDescription(
                "Merge patch, RFC 7396. The pair stays. When it is no longer `related`, or related otherwise, the relationship that was made "
                    + "along with the decision goes into the trash; one that was there before stays. Deleting a decision leaves both."
            )
            .Writes(resource.Plural)
            .ProducesProblems(404, 412, 428);
    }
}
