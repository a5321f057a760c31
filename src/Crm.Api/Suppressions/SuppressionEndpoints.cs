using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Outreach;

namespace Crm.Api.Suppressions;

/// <summary>The routes of suppressions.</summary>
internal static class SuppressionEndpoints
{
    public static void AddSuppressions(this IServiceCollection services)
    {
        services.AddSingleton<AddressHashes>();
        services.AddSingleton<SuppressionList>();
        services.AddSingleton<SuppressionResource>();
    }

    public static void MapSuppressions(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<SuppressionResource>();
        routes
            .MapResource(resource)
            .MapGet("/check", CheckSuppression.Handle)
            .WithName(nameof(CheckSuppression))
            .WithSummary("Check whether an address is suppressed")
            .WithDescription(
                "Compares the address in the form in which contact points are; an erased one is recognised by its hash. What has expired "
                    + "does not count."
            )
            .Reads(resource.Plural)
            .Takes(AddressQuery.Parameters);
    }
}
