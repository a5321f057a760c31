using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.Opportunities;

/// <summary>The routes of opportunities.</summary>
internal static class OpportunityEndpoints
{
    public static void AddOpportunities(this IServiceCollection services) =>
        services.AddSingleton<OpportunityResource>();

    public static void MapOpportunities(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<OpportunityResource>();
        var opportunities = routes.MapResource(resource);
        opportunities
            .MapPost("/{id}/move", MoveOpportunity.Handle)
            .WithName(nameof(MoveOpportunity))
            .WithSummary("Move an opportunity")
            .WithDescription(
                "To another stage of its pipeline. Moving into a won or lost stage closes it; winning needs a customer. "
                    + "A closed opportunity is reopened first."
            )
            .Writes(resource.Plural)
            .ProducesProblems(404, 412);
        opportunities
            .MapPost("/{id}/reopen", ReopenOpportunity.Handle)
            .WithName(nameof(ReopenOpportunity))
            .WithSummary("Reopen an opportunity")
            .WithDescription("Takes a won or lost opportunity back to an open stage. The history keeps the closing.")
            .Writes(resource.Plural)
            .ProducesProblems(404, 412);
    }
}
