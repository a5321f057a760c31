using Crm.Cli.Resources;

namespace Crm.Cli.Templates;

/// <summary>`crm templates`.</summary>
internal static class TemplateNoun
{
    public static Noun Noun { get; } =
        new("templates", "template", "Letters with gaps, in one language or several.")
        {
            OwnCommands =
            [
                (noun, scope) => new CreateTemplateCommand(noun, scope),
                (noun, scope) => new UpdateTemplateCommand(noun, scope),
                (noun, scope) => new RenderTemplateCommand(noun, scope),
            ],
            Columns = ["id", "name", "channel", "texts.language", "texts.subject"],
            ExampleFilter = "channel = \"email\"",
            ExampleFields = "--file template.json",
            ExampleMatch = "name",
        };
}
