using Crm.Api.Http;
using Crm.Api.Http.Records;

namespace Crm.Api.Orders;

/// <summary>The routes of orders.</summary>
internal static class OrderEndpoints
{
    public static void AddOrders(this IServiceCollection services)
    {
        services.AddSingleton<OrderResource>();
        services.AddScoped<OrderVerb>();
    }

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapResource(routes.ServiceProvider.GetRequiredService<OrderResource>());
        orders
            .MapPost("/{id}/fulfill", FulfillOrder.Handle)
            .WithName(nameof(FulfillOrder))
            .WithSummary("Fulfill an order")
            .WithDescription("Open → fulfilled.")
            .Changes("orders:write")
            .ProducesProblems(404, 412, 428);
        orders
            .MapPost("/{id}/cancel", CancelOrder.Handle)
            .WithName(nameof(CancelOrder))
            .WithSummary("Cancel an order")
            .WithDescription("Open → cancelled, with the reason.")
            .Writes("orders")
            .ProducesProblems(404, 412, 428);
    }
}
