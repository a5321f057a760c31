using Crm.Api.Access;
using Microsoft.AspNetCore.Http.Headers;

namespace Crm.Api.Outreach.Unsubscribe;

/// <summary>The pages behind the links of messages. They ask for no key: whoever holds the link is who was written to.</summary>
internal static class UnsubscribeEndpoints
{
    private const string Path = "/u/{token}";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddUnsubscribe(this IServiceCollection services)
    {
        services
            .AddOptions<UnsubscribeOptions>()
            .BindConfiguration(UnsubscribeOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<PreferenceLimiter>();
        services.AddScoped<Subscriptions>();
    }

    public static void MapUnsubscribePages(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Path, Reading, ShowPreferences.Handle).ExcludeFromDescription().IsOpenToAll();
        routes.MapPost(Path, ChangePreferences.Handle).ExcludeFromDescription().IsOpenToAll();
    }

    /// <summary>What the browser says its user reads, the best first.</summary>
    public static IEnumerable<string?> WantedLanguages(this HttpContext http) =>
        new RequestHeaders(http.Request.Headers)
            .AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value);
}
