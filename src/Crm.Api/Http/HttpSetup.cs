using Crm.Api.Access;
using Crm.Api.Data;
using Crm.Api.Http.Idempotency;
using Crm.Api.Http.Lists;
using Crm.Api.Http.Records;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Crm.Api.Http;

/// <summary>Wires what all endpoints share.</summary>
internal static class HttpSetup
{
    private const int MaxHeaderBytes = 32 * 1024;

    public static void AddCrmHttp(this IServiceCollection services)
    {
        services
            .AddOptions<InstallationOptions>()
            .BindConfiguration(InstallationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        services.AddExceptionHandler<ProblemHandler>();
        services.AddProblemDetails();
        services.AddSingleton<NodeSecrets>();
        services.AddSingleton<ListSettings>();
        services.AddSingleton<ResourceCatalog>();
        services.AddSingleton<RunningKeys>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    public static void LimitRequests(this IWebHostBuilder host) =>
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
            kestrel.Limits.MaxRequestBodySize = null;
        });

    /// <summary>The order matters: who asks is settled before anything about the request is looked at.</summary>
    public static void UseCrmHttp(this WebApplication app)
    {
        app.UseMiddleware<RequestIds>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => ProblemWriter.WriteAsync(context.HttpContext, Bare(context.HttpContext)));
        app.UseRouting();
        app.UseMiddleware<SignIn>();
        app.UseMiddleware<QueryGuard>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).IsOpenToAll();
        app.MapHealthChecks("/health/ready").IsOpenToAll();
    }

    /// <summary>Answers the framework gives without a body, such as 404 for an unknown path.</summary>
    private static Problem Bare(HttpContext context) =>
        context.Response.StatusCode switch
        {
            404 => Problem.Of(404, "no-such-path", $"There is nothing at '{context.Request.Path}'."),
            405 => Problem.Of(405, "method-not-allowed", $"{context.Request.Method} is not possible here."),
            415 => Problem.Of(415, "unsupported-media-type", "The body is of a type that is not read here."),
            var status => Problem.Of(status, "refused", "The request was refused."),
        };
}
