using Crm.Api.Http.Records;

namespace Crm.Api.Customers;

/// <summary>The routes of customers.</summary>
internal static class CustomerEndpoints
{
    public static void AddCustomers(this IServiceCollection services) => services.AddSingleton<CustomerResource>();

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        var customers = routes.MapResource(routes.ServiceProvider.GetRequiredService<CustomerResource>());
    }
}
