using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;

namespace Crm.Cli.Resources;

/// <summary>A command that sends one change and prints the record it answers with.</summary>
internal abstract class ChangeCommand : RecordCommand
{
    private readonly WriteOptions _write;

    protected ChangeCommand(string name, string description, bool isGuarded)
        : base(name, description) => _write = new WriteOptions(this, isGuarded);

    protected void Sends(
        CommandScope scope,
        Noun noun,
        Func<ParseResult, CancellationToken, Task<ApiRequest>> requestFor
    ) =>
        Runs(
            scope,
            noun,
            async (session, writer, parsed, cancellationToken) =>
            {
                var request = await requestFor(parsed, cancellationToken);
                var record = await session.Client.SendAsync(
                    _write.Apply(request, parsed, session.Shell.Clock),
                    cancellationToken
                );
                if (_write.IsDryRun(parsed))
                {
                    await session.Shell.Error.WriteLineAsync("Dry run: the service accepts this; nothing was changed.");
                }

                if (record is not null)
                {
                    writer.WriteSingle(record);
                }

                return ExitCode.Ok;
            }
        );
}
