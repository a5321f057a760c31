using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>`crm customers delete ID`: puts a record into the trash.</summary>
internal sealed class DeleteCommand : ToolCommand
{
    public DeleteCommand(Noun noun, CommandScope scope)
        : base("delete", $"Delete one {noun.Singular}.")
    {
        var id = IdArgument.For(noun);
        Examples = [$"crm {noun.Name} delete {noun.ExampleId}", $"crm {noun.Name} delete {noun.ExampleId} --yes"];
        Arguments.Add(id);
        var write = new WriteOptions(this, isGuarded: true);
        var confirmation = new Confirmation(this);
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                var named = parsed.GetRequiredValue(id);
                var isDryRun = write.IsDryRun(parsed);
                if (!isDryRun)
                {
                    await confirmation.RequireAsync(
                        session,
                        parsed,
                        $"Delete {noun.Singular} {named}?",
                        cancellationToken
                    );
                }

                var request = new ApiRequest(HttpMethod.Delete, ApiRequest.PathOf(noun.Name, named));
                await session.Client.SendAsync(write.Apply(request, parsed, session.Shell.Clock), cancellationToken);
                await session.Shell.Error.WriteLineAsync(
                    isDryRun ? "Dry run: it can be deleted; nothing was changed."
                    : noun.Verbs.Contains(Verb.Undelete)
                        ? $"Deleted. Bring it back with: crm {noun.Name} undelete {named}"
                    : "Deleted."
                );
                return ExitCode.Ok;
            }
        );
    }
}
