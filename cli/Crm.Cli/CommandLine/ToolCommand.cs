using System.CommandLine;

namespace Crm.Cli.CommandLine;

/// <summary>A command with examples in its help, whose action answers one of our exit codes.</summary>
internal class ToolCommand(string name, string description) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Runs with a connection that is opened only when the action asks for it.</summary>
    protected void Runs(CommandScope scope, Func<Session, ParseResult, CancellationToken, Task<ExitCode>> run) =>
        SetAction(
            async (parsed, cancellationToken) =>
            {
                using var session = new Session(scope, parsed);
                return (int)await run(session, parsed, cancellationToken);
            }
        );
}
