using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Templates;

/// <summary>`crm templates update ID`: changes the given fields, and of the texts the one in the given language.</summary>
internal sealed class UpdateTemplateCommand : RecordCommand
{
    private readonly Noun _noun;
    private readonly Argument<string> _id;
    private readonly WriteOptions _write;
    private readonly TemplateTextOptions _texts;
    private readonly BodyOptions _body;

    public UpdateTemplateCommand(Noun noun, CommandScope scope)
        : base("update", "Change fields of one template, or its text in one language; the others stay as they are.")
    {
        Examples =
        [
            $"crm templates update {noun.ExampleId} --language de --html letter.de.html",
            $"crm templates update {noun.ExampleId} --name 'New name' --if-match '\"7\"'",
        ];
        _noun = noun;
        _id = IdArgument.For(noun);
        Arguments.Add(_id);
        _write = new WriteOptions(this, isGuarded: true);
        _texts = new TemplateTextOptions(this);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Patch, noun.RecordPath) : [];
        _body = new BodyOptions(this, scope.Options, fields);
        Runs(scope, noun, RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var path = ApiRequest.PathOf(_noun.Name, parsed.GetRequiredValue(_id));
        JsonObject patch;
        string? etag = null;
        if (_texts.AreGiven(parsed))
        {
            patch = await _body.ReadAsync(parsed, session.Shell, cancellationToken) ?? [];
            var stored = await session.Client.SendAsync(new ApiRequest(HttpMethod.Get, path), cancellationToken);
            var list = stored!["texts"]!.DeepClone().AsArray();
            await _texts.ApplyAsync(list, parsed, session.Shell, cancellationToken);
            patch["texts"] = list;
            // A list is replaced whole: somebody else's change to another text must not be lost.
            etag = (string?)stored["etag"];
        }
        else
        {
            patch = await _body.ReadRequiredAsync(parsed, session.Shell, cancellationToken);
        }

        var request = new ApiRequest(HttpMethod.Patch, path) { Content = ApiRequest.MergePatch(patch) };
        request = _write.Apply(request, parsed, session.Shell.Clock);
        var template = await session.Client.SendAsync(
            request with
            {
                IfMatch = request.IfMatch ?? etag,
            },
            cancellationToken
        );
        if (_write.IsDryRun(parsed))
        {
            await session.Shell.Error.WriteLineAsync("Dry run: the service accepts this; nothing was changed.");
        }

        writer.WriteSingle(template!);
        return ExitCode.Ok;
    }
}
