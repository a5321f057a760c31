using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Outreach;

namespace Crm.Api.Consents;

/// <summary>The routes of consents.</summary>
internal static class ConsentEndpoints
{
    public static void AddConsents(this IServiceCollection services) => services.AddSingleton<ConsentResource>();

    public static void MapConsents(this IEndpointRouteBuilder routes)
    {
        var resource = routes.ServiceProvider.GetRequiredService<ConsentResource>();
        var consents = routes.MapResource(resource, Verbs.Read | Verbs.Create);
        consents
            .MapPost("/record", RecordConsents.Handle)
            .WithName(nameof(RecordConsents))
            .WithSummary("Record consents")
            .WithDescription(
                $"Up to {RecordConsents.Most} at once, all or none. They may come in any order: of an address and a purpose the word that was "
                    + "said last counts, and of two said at one moment the no."
            )
            .Writes(resource.Plural);
        consents
            .MapGet("/state", GetConsentState.Handle)
            .WithName(nameof(GetConsentState))
            .WithSummary("Get what holds for an address")
            .WithDescription(
                "For each purpose that something was said about, or the one asked for, the word that counts."
            )
            .Reads(resource.Plural)
            .Takes(AddressQuery.Parameters);
    }
}
