using Crm.Api.Http;
using Crm.Api.Http.Records;
using Crm.Api.Templates.Rendering;

namespace Crm.Api.Templates;

/// <summary>The routes of templates.</summary>
internal static class TemplateEndpoints
{
    private const string Rendered =
        "Changes nothing. What is missing stands in `missing`, and in the texts as `⟦customer.title⟧`; with `strict` it is refused instead. "
        + "A message with something missing is never sent.\n\n";

    public static void AddTemplates(this IServiceCollection services)
    {
        services.AddSingleton<TemplateResource>();
        services.AddSingleton<TemplateRenderer>();
        services.AddScoped<TemplatePreview>();
    }

    public static void MapTemplates(this IEndpointRouteBuilder routes)
    {
        var templates = routes.MapResource(routes.ServiceProvider.GetRequiredService<TemplateResource>());
        templates
            .MapPost("/{id}/render", RenderTemplate.Handle)
            .WithName(nameof(RenderTemplate))
            .WithSummary("Render a template")
            .WithDescription(Rendered + TemplateManual.Text)
            .Reads("templates")
            .ProducesProblems(404, 413, 415, 422);
        templates
            .MapPost("/render", RenderUnsavedTemplate.Handle)
            .WithName(nameof(RenderUnsavedTemplate))
            .WithSummary("Render a template that is not saved")
            .WithDescription(Rendered + TemplateManual.Text)
            .Reads("templates")
            .ProducesProblems(413, 415, 422);
    }
}
