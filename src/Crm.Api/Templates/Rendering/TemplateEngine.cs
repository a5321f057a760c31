using System.Globalization;
using HandlebarsDotNet;

namespace Crm.Api.Templates.Rendering;

/// <summary>The library, set up so that a template gets at the model's values and at nothing else.</summary>
internal static class TemplateEngine
{
    /// <summary>A text, ready to be rendered as often as wanted, by several at once. It has an environment of its own, since one keeps all names it ever saw.</summary>
    public static HandlebarsTemplate<TextWriter, object, object> Compile(string text, bool isHtml)
    {
        var configuration = new HandlebarsConfiguration
        {
            TextEncoder = isHtml ? HtmlText.Encoder : null,
            NoEscape = !isHtml,
            FormatProvider = CultureInfo.InvariantCulture,
            PartialTemplateResolver = NoPartials.Instance,
        };
        configuration.ObjectDescriptorProviders.Add(ModelAccess.Instance);
        configuration.FormatterProviders.Add(ModelAccess.Instance);
        var handlebars = Handlebars.Create(configuration);
        TemplateHelpers.AddTo(handlebars);
        using var reader = new StringReader(text);
        return handlebars.Compile(reader);
    }

    /// <summary>The library looks for partials among files unless told otherwise.</summary>
    private sealed class NoPartials : IPartialTemplateResolver
    {
        public static readonly NoPartials Instance = new();

        public bool TryRegisterPartial(IHandlebars env, string? partialName, string? templatePath) => false;
    }
}
