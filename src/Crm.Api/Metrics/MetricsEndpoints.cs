using Crm.Api.Access;
using Crm.Api.Http;

namespace Crm.Api.Metrics;

/// <summary>The route that Prometheus scrapes; outside the contract, but not without a key.</summary>
internal static class MetricsEndpoints
{
    public static void AddCrmMetrics(this IServiceCollection services) => services.AddSingleton<MetricsListener>();

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Listens from the start, not from the first time somebody asks.
        var listener = routes.ServiceProvider.GetRequiredService<MetricsListener>();
        routes
            .MapGet("/metrics", () => Results.Text(PrometheusText.Write(listener.Read()), PrometheusText.ContentType))
            .Requires("metrics:read")
            .Takes()
            .ExcludeFromDescription();
    }
}
