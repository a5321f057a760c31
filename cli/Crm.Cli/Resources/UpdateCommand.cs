using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers update ID`: changes the given fields and leaves the others alone.</summary>
internal sealed class UpdateCommand : ToolCommand
{
    public UpdateCommand(Noun noun, CommandScope scope)
        : base("update", $"Change fields of one {noun.Singular}; the others stay as they are.")
    {
        var id = IdArgument.For(noun);
        Examples =
        [
            $"crm {noun.Name} update {noun.ExampleId} --set name='New name'",
            $"crm {noun.Name} update {noun.ExampleId} --set name:=null --if-match '\"7\"'",
        ];
        Arguments.Add(id);
        var write = new WriteOptions(this, isGuarded: true);
        var fields = scope.Mentions.Include(Name) ? scope.Contract.BodyFields(HttpMethod.Patch, noun.RecordPath) : [];
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

                var request = new ApiRequest(
                    HttpMethod.Patch,
                    ApiRequest.PathOf(noun.Name, parsed.GetRequiredValue(id))
                )
                {
                    Content = ApiRequest.MergePatch(
                        await body.ReadRequiredAsync(parsed, session.Shell, cancellationToken)
                    ),
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
