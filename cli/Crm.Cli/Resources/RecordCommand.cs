using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Output;

namespace Crm.Cli.Resources;

/// <summary>A command that prints records of its noun, or on a bare `--json` the fields they have.</summary>
internal abstract class RecordCommand(string name, string description) : ToolCommand(name, description)
{
    protected delegate Task<ExitCode> Run(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    );

    protected void Runs(CommandScope scope, Noun noun, Run run) =>
        Runs(scope, noun.Columns, () => scope.Contract.AnswerFields(noun.RecordPath), run);

    protected void Runs(
        CommandScope scope,
        IReadOnlyList<string> columns,
        Func<IReadOnlyList<string>> knownFields,
        Run run
    ) =>
        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
                RecordOutput.Open(session, columns, knownFields) is { } writer
                    ? await run(session, writer, parsed, cancellationToken)
                    : ExitCode.Ok
        );
}
