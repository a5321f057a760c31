using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe explain A B`: why two customers are one, or are not.</summary>
internal sealed class ExplainDedupeCommand : RecordCommand
{
    private static readonly string[] Columns =
    [
        "comparison",
        "level",
        "weight",
        "frequencyAdjustment",
        "first",
        "second",
    ];

    private readonly Argument<string> _first = new("first")
    {
        Description = "Id or number of one customer",
        HelpName = "A",
    };

    private readonly Argument<string> _second = new("second")
    {
        Description = "Id or number of the other",
        HelpName = "B",
    };

    public ExplainDedupeCommand(CommandScope scope)
        : base("explain", "Show why two customers are one, or are not, by what a run has learned.")
    {
        Examples =
        [
            "crm dedupe explain CU-000017 CU-000342",
            "crm dedupe explain CU-000017 CU-000342 --json matchWeight,probability,nearestClass",
        ];
        Arguments.Add(_first);
        Arguments.Add(_second);
        var selection = DedupeRunSelection.Option(this);
        Runs(
            scope,
            Columns,
            () => scope.Contract.AnswerFields("/v1/dedupe-runs/{id}/explain"),
            async (session, writer, parsed, cancellationToken) =>
            {
                var id = await selection.OfAsync(parsed, session, cancellationToken);
                var request = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("dedupe-runs", id, "explain"))
                {
                    Query = [("first", parsed.GetValue(_first)), ("second", parsed.GetValue(_second))],
                };
                Write((await session.Client.SendAsync(request, cancellationToken))!, session, writer);
                return ExitCode.Ok;
            }
        );
    }

    /// <summary>Where no fields are chosen, a table is a waterfall and CSV has the reasons; otherwise it is one answer.</summary>
    private static void Write(JsonNode explanation, Session session, RecordWriter writer)
    {
        switch (session.Output)
        {
            case { Format: OutputFormat.Table, Fields: null } choice:
                var console = SpectreConsole.Open(session.Shell.Out, choice.HasColor, session.Shell.Width);
                WeightWaterfall.Write(explanation, console);
                break;
            case { Format: OutputFormat.Csv, Fields: null }:
                foreach (var reason in explanation["reasons"] as JsonArray ?? [])
                {
                    writer.WriteItem(reason!);
                }

                writer.EndList();
                break;
            default:
                writer.WriteSingle(explanation);
                break;
        }
    }
}
