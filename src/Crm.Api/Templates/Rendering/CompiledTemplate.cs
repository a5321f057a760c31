using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using HandlebarsDotNet;

namespace Crm.Api.Templates.Rendering;

/// <summary>One version of a template, its texts compiled when first wanted; used by several threads at once.</summary>
internal sealed class CompiledTemplate
{
    private readonly ConcurrentDictionary<int, Lazy<CompiledText>> _texts = new();

    public RenderedMessage Render(TemplateText text, string? language, TemplateModel model)
    {
        var compiled = _texts.GetOrAdd(text.Position, _ => new Lazy<CompiledText>(() => new CompiledText(text))).Value;
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = TextLanguage.CultureOf(text.Language, language);
        try
        {
            return compiled.Render(model);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class CompiledText(TemplateText text)
    {
        private readonly string _language = text.Language;

        private readonly HandlebarsTemplate<TextWriter, object, object>? _subject = text.Subject is null
            ? null
            : TemplateEngine.Compile(text.Subject, isHtml: false);

        private readonly HandlebarsTemplate<TextWriter, object, object> _text = TemplateEngine.Compile(
            text.Text,
            isHtml: false
        );

        private readonly HandlebarsTemplate<TextWriter, object, object>? _html = text.Html is null
            ? null
            : TemplateEngine.Compile(text.Html, isHtml: true);

        public RenderedMessage Render(TemplateModel model)
        {
            var missing = new MissingPaths();
            var root = new ModelNode(model.Values, "", missing);
            return new RenderedMessage(
                _language,
                Written(_subject, root) is { } subject ? SubjectLine.Of(subject) : null,
                Written(_text, root)!,
                Written(_html, root),
                missing.Paths
            );
        }

        private static string? Written(HandlebarsTemplate<TextWriter, object, object>? template, ModelNode root)
        {
            if (template is null)
            {
                return null;
            }

            using var writer = new StringWriter(new StringBuilder(1024), CultureInfo.InvariantCulture);
            template(writer, root, null!);
            return writer.ToString();
        }
    }
}
