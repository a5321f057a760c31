using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;

namespace Crm.Cli.Templates;

/// <summary>The options that give a template its text in one language, from files.</summary>
internal sealed class TemplateTextOptions
{
    private readonly Option<string?> _language = new("--language")
    {
        Description = "The language of --subject, --text and --html: en, de-AT",
        HelpName = "TAG",
    };

    private readonly Option<string?> _subject = new("--subject") { Description = "The subject", HelpName = "TEXT" };

    private readonly Option<string?> _text = new("--text")
    {
        Description = "Read the plain text from this file, or stdin with -",
        HelpName = "FILE",
    };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Read the HTML from this file, or stdin with -",
        HelpName = "FILE",
    };

    public TemplateTextOptions(Command command)
    {
        command.Add(_language);
        command.Add(_subject);
        command.Add(_text);
        command.Add(_html);
        command.Validators.Add(result =>
        {
            var isAny = new Option[] { _subject, _text, _html }.Any(option => result.GetResult(option) is not null);
            if (isAny != result.GetResult(_language) is not null)
            {
                result.AddError("--language goes with at least one of --subject, --text and --html.");
            }
        });
    }

    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_language) is not null;

    /// <summary>Puts what was given into the list of texts: into the one of the same language, or else behind the last.</summary>
    public async Task ApplyAsync(JsonArray texts, ParseResult parsed, Shell shell, CancellationToken cancellationToken)
    {
        var language = parsed.GetRequiredValue(_language)!;
        var text = texts.FirstOrDefault(text =>
            string.Equals((string?)text?["language"], language, StringComparison.OrdinalIgnoreCase)
        );
        if (text is null)
        {
            text = new JsonObject { ["language"] = language };
            texts.Add(text);
        }

        if (parsed.GetValue(_subject) is { } subject)
        {
            text["subject"] = subject;
        }

        foreach (var (name, option) in new[] { ("text", _text), ("html", _html) })
        {
            if (parsed.GetValue(option) is { } file)
            {
                text[name] = await InputFile.ReadAllAsync(file, shell, cancellationToken);
            }
        }
    }
}
