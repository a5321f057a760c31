using Crm.Api.Http.Records;

namespace Crm.Api.Interactions;

/// <summary>The routes of interactions.</summary>
internal static class InteractionEndpoints
{
    public static void AddInteractions(this IServiceCollection services) =>
        services.AddSingleton<InteractionResource>();

    public static void MapInteractions(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<InteractionResource>());
}
