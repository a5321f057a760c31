using Crm.Api.Http;
using Crm.Api.Http.Idempotency;
using Crm.Api.Http.Records;

namespace Crm.Api.ApiKeys;

/// <summary>The routes of API keys.</summary>
internal static class ApiKeyEndpoints
{
    public static void AddApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ApiKeyResource>();
    }

    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        routes
            .MapResource(
                routes.ServiceProvider.GetRequiredService<ApiKeyResource>(),
                Verbs.Read | Verbs.Create | Verbs.Update | Verbs.Delete
            )
            .WithMetadata(new AnswersWithSecret());
        routes
            .MapGet("/me", GetMe.Handle)
            .WithName(nameof(GetMe))
            .WithTags("Api keys")
            .WithSummary("Get what the key may do")
            .WithDescription("Answers any valid key, whatever its scopes.")
            .Takes()
            .ProducesProblems(400, 401);
    }
}
