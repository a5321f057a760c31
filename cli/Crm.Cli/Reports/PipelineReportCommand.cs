using System.CommandLine;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Reports;

/// <summary>`crm report pipeline`: how many deals are where, and what they are worth.</summary>
internal sealed class PipelineReportCommand : RecordCommand
{
    private static readonly string[] Groupings = ["stage", "owner", "team", "product", "month"];

    private static readonly string[] Fields =
    [
        "key",
        "label",
        "currency",
        "count",
        "amount",
        "weightedAmount",
        "wonCount",
        "lostCount",
        "winRate",
        "averageDaysToClose",
    ];

    private readonly Option<string> _by = new("--by")
    {
        Description = "What there is a row for",
        DefaultValueFactory = _ => Groupings[0],
    };

    private readonly (string Name, Option<string?> Option)[] _parameters =
    [
        ("pipelineId", Parameter("--pipeline", "Only this pipeline", "ID")),
        ("from", Parameter("--from", "First day of the period", "DATE")),
        ("to", Parameter("--to", "The day after the last of the period", "DATE")),
        ("filter", Parameter("--filter", "Only opportunities that fit (AIP-160)", "EXPRESSION")),
        ("timeZone", Parameter("--time-zone", "Zone of day borders", "ZONE")),
    ];

    public PipelineReportCommand(CommandScope scope)
        : base("pipeline", "Count and sum up opportunities, a row for each group and currency.")
    {
        Examples =
        [
            "crm report pipeline",
            "crm report pipeline --by owner --from 2026-01-01 --to 2026-04-01",
            "crm report pipeline --by month --output csv > pipeline.csv",
        ];
        _by.AcceptOnlyFromAmong(Groupings);
        Options.Add(_by);
        foreach (var (_, option) in _parameters)
        {
            Options.Add(option);
        }

        Runs(
            scope,
            Fields,
            () => Fields,
            async (session, writer, parsed, cancellationToken) =>
            {
                var request = new ApiRequest(HttpMethod.Get, "/v1/reports/pipeline")
                {
                    Query =
                    [
                        ("groupBy", parsed.GetValue(_by)),
                        .. _parameters.Select(parameter => (parameter.Name, parsed.GetValue(parameter.Option))),
                    ],
                };
                Write((await session.Client.SendAsync(request, cancellationToken))!, session, writer);
                return ExitCode.Ok;
            }
        );
    }

    /// <summary>Where no fields are chosen, a table has bars and JSON the whole answer; otherwise the rows are records.</summary>
    private static void Write(JsonNode report, Session session, RecordWriter writer)
    {
        switch (session.Output)
        {
            case { Format: OutputFormat.Table, Fields: null } choice:
                var console = SpectreConsole.Open(session.Shell.Out, choice.HasColor, session.Shell.Width);
                if (!PipelineTable.Write(report, choice.HasHeader, console))
                {
                    session.Shell.Error.WriteLine("The terminal is too narrow for: weighted. JSON and CSV have it.");
                }

                break;
            case { Format: OutputFormat.Json, Fields: null }:
                writer.WriteSingle(report);
                break;
            default:
                foreach (var row in report["rows"] as JsonArray ?? [])
                {
                    writer.WriteItem(row!);
                }

                writer.EndList();
                break;
        }
    }

    private static Option<string?> Parameter(string name, string description, string valueName) =>
        new(name) { Description = description, HelpName = valueName };
}
