using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers create`: one new record.</summary>
internal sealed class CreateCommand : ToolCommand
{
    public CreateCommand(Noun noun, CommandScope scope)
        : base("create", $"Create one {noun.Singular}.")
    {
        Examples =
        [
            $"crm {noun.Name} create {noun.ExampleFields}",
            $"crm {noun.Name} create --file {noun.Singular.Replace(' ', '-')}.json --dry-run",
        ];
        var write = new WriteOptions(this, isGuarded: false);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Post, noun.Path) : [];
        var body = new BodyOptions(this, scope.Options, fields);
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                var writer = RecordOutput.Open(
                    session,
                    noun.Columns,
                    () => scope.Contract.AnswerFields(noun.RecordPath)
                );
                if (writer is null)
                {
                    return ExitCode.Ok;
                }

                var request = new ApiRequest(HttpMethod.Post, noun.Path)
                {
                    Content = ApiRequest.Json(await body.ReadRequiredAsync(parsed, session.Shell, cancellationToken)),
                };
                await ChangedRecord.SendAndPrintAsync(
                    write.Apply(request, parsed, session.Shell.Clock),
                    session,
                    writer,
                    write.IsDryRun(parsed),
                    cancellationToken
                );
                return ExitCode.Ok;
            }
        );
    }
}
