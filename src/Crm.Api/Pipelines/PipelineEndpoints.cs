using Crm.Api.Http.Records;

namespace Crm.Api.Pipelines;

/// <summary>The routes of pipelines.</summary>
internal static class PipelineEndpoints
{
    public static void AddPipelines(this IServiceCollection services) => services.AddSingleton<PipelineResource>();

    public static void MapPipelines(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<PipelineResource>());
}
