using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs get`: one job as it stands now.</summary>
internal sealed class GetJobCommand : RecordCommand
{
    public GetJobCommand(CommandScope scope)
        : base("get", "Show one job.")
    {
        Examples = ["crm jobs get --last", $"crm jobs get {JobNoun.Noun.ExampleId} --json state,counts"];
        var selection = new JobSelection(this);
        Runs(
            scope,
            JobNoun.Noun,
            async (session, writer, parsed, cancellationToken) =>
            {
                var job = await new JobWatch(session).GetAsync(selection.Of(parsed, session), cancellationToken);
                writer.WriteSingle(job);
                return ExitCode.Ok;
            }
        );
    }
}
