using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>Runs a noun's own verb: path to arguments, query and body to options, answer to stdout.</summary>
internal sealed class ActionCommand : RecordCommand
{
    private readonly OwnVerb _verb;
    private readonly List<(string Placeholder, Argument<string> Argument)> _arguments = [];
    private readonly QueryOptions _query;
    private readonly BodyOptions? _body;
    private readonly WriteOptions? _write;
    private readonly Confirmation? _confirmation;
    private readonly Paging? _paging;

    public ActionCommand(Noun noun, OwnVerb verb, CommandScope scope)
        : base(verb.Name, verb.Description)
    {
        _verb = verb;
        Examples = verb.Examples;
        foreach (var placeholder in verb.Path.Split('/').Where(segment => segment.StartsWith('{')))
        {
            var name = placeholder.Trim('{', '}');
            var argument =
                name == "id" ? IdArgument.For(noun) : new Argument<string>(name) { HelpName = name.ToUpperInvariant() };
            Arguments.Add(argument);
            _arguments.Add((placeholder, argument));
        }

        _paging = verb.IsList ? new Paging(this) : null;
        if (verb.Method != HttpMethod.Get)
        {
            _write = verb.IsReading ? null : new WriteOptions(this, isGuarded: _arguments.Count > 0);
            _confirmation = verb.Question is null ? null : new Confirmation(this);
            var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(verb.Method, verb.Path) : [];
            _body = new BodyOptions(this, scope.Options, fields);
        }

        _query = new QueryOptions(this, scope, verb.Method, verb.Path);
        Runs(scope, verb.Columns ?? noun.Columns, () => scope.Contract.AnswerFields(verb.Method, verb.Path), RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        if (_confirmation is not null && !_write!.IsDryRun(parsed))
        {
            await _confirmation.RequireAsync(session, parsed, _verb.Question!, cancellationToken);
        }

        var request = new ApiRequest(_verb.Method, PathFor(parsed)) { Query = _query.Given(parsed) };
        if (_body is not null)
        {
            request = request with
            {
                Content = ContentFor(await _body.ReadAsync(parsed, session.Shell, cancellationToken)),
            };
        }

        request = _write?.Apply(request, parsed, session.Shell.Clock) ?? request;

        if (_paging is not null)
        {
            request = request with { IsPaged = _query.IsPaged };
            return await _paging.RunAsync(request, session, writer, parsed, cancellationToken);
        }

        if (await session.Client.SendAsync(request, cancellationToken) is { } answer)
        {
            if (_verb.StartsJob && !_write!.IsDryRun(parsed))
            {
                LastJob.Remember(session.Shell, session.Settings, (string)answer["id"]!);
            }

            writer.WriteSingle(answer);
        }

        return ExitCode.Ok;
    }

    private HttpContent? ContentFor(JsonObject? body) =>
        body is null ? null
        : _verb.Method == HttpMethod.Patch ? ApiRequest.MergePatch(body)
        : ApiRequest.Json(body);

    private string PathFor(ParseResult parsed) =>
        _arguments.Aggregate(
            _verb.Path,
            (path, entry) =>
                path.Replace(entry.Placeholder, Uri.EscapeDataString(parsed.GetRequiredValue(entry.Argument)))
        );
}
