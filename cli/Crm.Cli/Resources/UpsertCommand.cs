using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers upsert --match-on email`: creates a record or updates the one that matches.</summary>
internal sealed class UpsertCommand : RecordCommand
{
    private readonly Option<string[]> _matchOn = new("--match-on")
    {
        Description = "Key that tells whether the record exists (repeatable)",
        HelpName = "KEY",
        Required = true,
    };

    public UpsertCommand(Noun noun, CommandScope scope)
        : base("upsert", $"Create one {noun.Singular}, or update the one that matches.")
    {
        var path = $"{noun.Path}/upsert";
        Examples = [$"crm {noun.Name} upsert --match-on {noun.ExampleMatch} {noun.ExampleFields}"];
        Options.Add(_matchOn);
        var write = new WriteOptions(this, isGuarded: false);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Post, path, "record") : [];
        var body = new BodyOptions(this, scope.Options, fields);
        var query = new QueryOptions(this, scope, HttpMethod.Post, path);
        Runs(
            scope,
            ["outcome", "record.id"],
            () => ["outcome", "record"],
            async (session, writer, parsed, cancellationToken) =>
            {
                var request = new ApiRequest(HttpMethod.Post, path)
                {
                    Query = query.Given(parsed),
                    Content = ApiRequest.Json(
                        new JsonObject
                        {
                            ["matchOn"] = new JsonArray([
                                .. parsed.GetRequiredValue(_matchOn).Select(key => JsonValue.Create(key)),
                            ]),
                            ["record"] = await body.ReadRequiredAsync(parsed, session.Shell, cancellationToken),
                        }
                    ),
                };
                var answer = (
                    await session.Client.SendAsync(write.Apply(request, parsed, session.Shell.Clock), cancellationToken)
                )!;
                writer.WriteSingle(answer);
                if ((string?)answer["outcome"] != "duplicate")
                {
                    return ExitCode.Ok;
                }

                await session.Shell.Error.WriteLineAsync("Several records match; nothing was changed.");
                return ExitCode.Conflict;
            }
        );
    }
}
