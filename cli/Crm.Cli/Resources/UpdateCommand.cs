using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers update ID`: changes the given fields and leaves the others alone.</summary>
internal sealed class UpdateCommand : ChangeCommand
{
    public UpdateCommand(Noun noun, CommandScope scope)
        : base("update", $"Change fields of one {noun.Singular}; the others stay as they are.", isGuarded: true)
    {
        var id = IdArgument.For(noun);
        Examples =
        [
            $"crm {noun.Name} update {noun.ExampleId} --set name='New name'",
            $"crm {noun.Name} update {noun.ExampleId} --set name:=null --if-match '\"7\"'",
        ];
        Arguments.Add(id);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Patch, noun.RecordPath) : [];
        var body = new BodyOptions(this, scope.Options, fields);
        var query = new QueryOptions(this, scope, HttpMethod.Patch, noun.RecordPath);
        Sends(
            scope,
            noun,
            async (parsed, cancellationToken) =>
                new ApiRequest(HttpMethod.Patch, ApiRequest.PathOf(noun.Name, parsed.GetRequiredValue(id)))
                {
                    Query = query.Given(parsed),
                    Content = ApiRequest.MergePatch(
                        await body.ReadRequiredAsync(parsed, scope.Shell, cancellationToken)
                    ),
                }
        );
    }
}
