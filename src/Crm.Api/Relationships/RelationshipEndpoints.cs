using Crm.Api.Http.Records;

namespace Crm.Api.Relationships;

/// <summary>The routes of relationships.</summary>
internal static class RelationshipEndpoints
{
    public static void AddRelationships(this IServiceCollection services) =>
        services.AddSingleton<RelationshipResource>();

    public static void MapRelationships(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<RelationshipResource>());
}
