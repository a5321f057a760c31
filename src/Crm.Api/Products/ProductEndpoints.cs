using Crm.Api.Http.Records;

namespace Crm.Api.Products;

/// <summary>The routes of products.</summary>
internal static class ProductEndpoints
{
    public static void AddProducts(this IServiceCollection services) => services.AddSingleton<ProductResource>();

    public static void MapProducts(this IEndpointRouteBuilder routes) =>
        routes.MapResource(routes.ServiceProvider.GetRequiredService<ProductResource>());
}
