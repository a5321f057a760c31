using System.CommandLine;
using System.Globalization;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe review`: shows pair by pair side by side, the least sure first, and keeps what is said of them.</summary>
internal sealed class ReviewDedupeCommand : RecordCommand
{
    private static readonly string[] Columns = ["id", "firstCustomerId", "secondCustomerId", "decision"];

    private readonly Option<double?> _minWeight = new("--min-weight")
    {
        Description = "Only pairs of this match weight or a higher one, in bits",
        HelpName = "BITS",
    };

    private readonly Option<double?> _maxWeight = new("--max-weight")
    {
        Description = "Only pairs of this match weight or a lower one",
        HelpName = "BITS",
    };

    private readonly Option<int?> _limit = new("--limit")
    {
        Description = "At most so many pairs",
        HelpName = "NUMBER",
    };

    private readonly DedupeRunSelection _selection;

    public ReviewDedupeCommand(CommandScope scope)
        : base("review", "Decide about the pairs of a run, the least sure first.")
    {
        Examples =
        [
            "crm dedupe review",
            "crm dedupe review --min-weight 0 --limit 20",
            "crm dedupe review --output ndjson > decisions.ndjson",
        ];
        _selection = DedupeRunSelection.Argument(this);
        Options.Add(_minWeight);
        Options.Add(_maxWeight);
        Options.Add(_limit);
        Runs(scope, Columns, () => scope.Contract.AnswerFields("/v1/dedupe-decisions/{id}"), RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        session.RefuseWithoutInput("A review asks about each pair.");
        var id = await _selection.OfAsync(parsed, session, cancellationToken);
        var pairs = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("dedupe-runs", id, "pairs"))
        {
            Query =
            [
                ("decided", "false"),
                ("minWeight", parsed.GetValue(_minWeight)?.ToString(CultureInfo.InvariantCulture)),
                ("maxWeight", parsed.GetValue(_maxWeight)?.ToString(CultureInfo.InvariantCulture)),
            ],
        };
        var review = new PairReview(session, id);
        await foreach (var pair in session.Client.ListAsync(pairs, parsed.GetValue(_limit), cancellationToken))
        {
            if (!await review.GoOnAsync(pair, cancellationToken))
            {
                break;
            }
        }

        foreach (var decision in review.Decisions)
        {
            writer.WriteItem(decision);
        }

        writer.EndList();
        await session.Shell.Out.FlushAsync(cancellationToken);
        await session.Shell.Error.WriteLineAsync(review.Summary());
        return ExitCode.Ok;
    }
}
