using Crm.Api.Http.Records;

namespace Crm.Api.Teams;

/// <summary>The routes of teams.</summary>
internal static class TeamEndpoints
{
    public static void AddTeams(this IServiceCollection services) => services.AddSingleton<TeamResource>();

    public static void MapTeams(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<TeamResource>());
}
