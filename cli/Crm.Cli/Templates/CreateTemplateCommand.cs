using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Resources;

namespace Crm.Cli.Templates;

/// <summary>`crm templates create`: one new template, its first text from files.</summary>
internal sealed class CreateTemplateCommand : ChangeCommand
{
    public CreateTemplateCommand(Noun noun, CommandScope scope)
        : base("create", "Create one template.", isGuarded: false)
    {
        Examples =
        [
            "crm templates create --name 'Spring offer' --channel email --language en --subject 'For you' --text letter.txt",
            "crm templates create --file template.json --dry-run",
        ];
        var texts = new TemplateTextOptions(this);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Post, noun.Path) : [];
        var body = new BodyOptions(this, scope.Options, fields);
        Sends(
            scope,
            noun,
            async (parsed, cancellationToken) =>
            {
                var template = await body.ReadRequiredAsync(parsed, scope.Shell, cancellationToken);
                if (texts.AreGiven(parsed))
                {
                    var list = template["texts"] as JsonArray ?? [];
                    template["texts"] ??= list;
                    await texts.ApplyAsync(list, parsed, scope.Shell, cancellationToken);
                }

                return new ApiRequest(HttpMethod.Post, noun.Path) { Content = ApiRequest.Json(template) };
            }
        );
    }
}
