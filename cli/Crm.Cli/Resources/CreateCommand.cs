using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers create`: one new record.</summary>
internal sealed class CreateCommand : ChangeCommand
{
    public CreateCommand(Noun noun, CommandScope scope)
        : base("create", $"Create one {noun.Singular}.", isGuarded: false)
    {
        Examples =
        [
            $"crm {noun.Name} create {noun.ExampleFields}",
            $"crm {noun.Name} create --file {noun.Singular.Replace(' ', '-')}.json --dry-run",
        ];
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Post, noun.Path) : [];
        var body = new BodyOptions(this, scope.Options, fields);
        var query = new QueryOptions(this, scope, HttpMethod.Post, noun.Path);
        Sends(
            scope,
            noun,
            async (parsed, cancellationToken) =>
                new ApiRequest(HttpMethod.Post, noun.Path)
                {
                    Query = query.Given(parsed),
                    Content = ApiRequest.Json(await body.ReadRequiredAsync(parsed, scope.Shell, cancellationToken)),
                }
        );
    }
}
