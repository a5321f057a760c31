using Crm.Api.Http.Records;

namespace Crm.Api.AttributeDefinitions;

/// <summary>The routes of custom fields.</summary>
internal static class AttributeDefinitionEndpoints
{
    public static void AddAttributeDefinitions(this IServiceCollection services) =>
        services.AddSingleton<AttributeDefinitionResource>();

    public static void MapAttributeDefinitions(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<AttributeDefinitionResource>());
}
