using Microsoft.Extensions.Caching.Memory;

namespace Crm.Api.Templates.Rendering;

/// <summary>Renders templates, each compiled once for each of its versions, as long as it is among those in use.</summary>
internal sealed class TemplateRenderer : IDisposable
{
    private const int MaxCompiled = 200;

    private readonly MemoryCache _compiled = new(new MemoryCacheOptions { SizeLimit = MaxCompiled });

    /// <summary>
    /// Fills the gaps of a template. Never throws for what is missing: the message says so, and has marks in its place.
    /// </summary>
    /// <param name="template">With its texts.</param>
    /// <param name="language">The language wanted; null: whatever the template begins with.</param>
    /// <param name="model">What to put in.</param>
    public RenderedMessage Render(Template template, string? language, TemplateModel model) =>
        CompiledOf(template).Render(template.TextFor(language), language, model);

    public void Dispose() => _compiled.Dispose();

    private CompiledTemplate CompiledOf(Template template) =>
        template.IsNew
            ? new CompiledTemplate()
            : _compiled.GetOrCreate(
                (template.Id, template.Version),
                entry =>
                {
                    entry.Size = 1;
                    return new CompiledTemplate();
                }
            )!;
}
