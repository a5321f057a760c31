using Crm.Api.Http.Records;

namespace Crm.Api.Users;

/// <summary>The routes of users.</summary>
internal static class UserEndpoints
{
    public static void AddUsers(this IServiceCollection services) => services.AddSingleton<UserResource>();

    public static void MapUsers(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<UserResource>());
}
