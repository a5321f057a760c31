using System.CommandLine;
using Crm.Cli.CommandLine;
using Crm.Cli.Resources;

namespace Crm.Cli.Jobs;

/// <summary>`crm jobs lines`: what became of each input row.</summary>
internal sealed class ListJobLinesCommand : RecordCommand
{
    public static readonly string[] Columns = ["line", "outcome", "id", "code", "field", "detail"];

    private readonly Option<string?> _outcome = new("--outcome") { Description = "Only rows with this outcome" };

    private readonly Option<string?> _phase = new("--phase")
    {
        Description = "What has happened (default), or what the plan says would happen",
    };

    public ListJobLinesCommand(CommandScope scope)
        : base("lines", "List what became of each row of a job's input.")
    {
        Examples =
        [
            "crm jobs lines --last --outcome rejected",
            "crm jobs lines --last --phase plan --outcome duplicate",
            "crm jobs lines --last --all --output csv > outcome.csv",
        ];
        _outcome.AcceptOnlyFromAmong(JobCounts.Outcomes);
        _phase.AcceptOnlyFromAmong("result", "plan");
        var selection = new JobSelection(this);
        Options.Add(_outcome);
        Options.Add(_phase);
        var paging = new Paging(this);
        Runs(
            scope,
            Columns,
            () => scope.Contract.AnswerFields("/v1/jobs/{id}/lines"),
            (session, writer, parsed, cancellationToken) =>
                paging.RunAsync(
                    JobWatch.LinesRequest(
                        selection.Of(parsed, session),
                        parsed.GetValue(_outcome),
                        parsed.GetValue(_phase)
                    ),
                    session,
                    writer,
                    parsed,
                    cancellationToken
                )
        );
    }
}
