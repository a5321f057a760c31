using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers undelete ID`: takes a record out of the trash.</summary>
internal sealed class UndeleteCommand : ToolCommand
{
    public UndeleteCommand(Noun noun, CommandScope scope)
        : base("undelete", $"Bring a deleted {noun.Singular} back.")
    {
        var id = IdArgument.For(noun);
        Examples = [$"crm {noun.Name} undelete {noun.ExampleId}"];
        Arguments.Add(id);
        var write = new WriteOptions(this, isGuarded: false);
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
                    HttpMethod.Post,
                    ApiRequest.PathOf(noun.Name, parsed.GetRequiredValue(id), "undelete")
                );
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
