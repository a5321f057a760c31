using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Output;
using Crm.Cli.Resources;
using Crm.Dedupe;
using Crm.Dedupe.Evaluation;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe evaluate`: runs the engine over a labelled file, without the service, and says how good it is.</summary>
internal sealed class EvaluateDedupeCommand : ToolCommand
{
    private const string Kind = "kind";

    private static readonly string[] Columns =
    [
        "kind",
        "records",
        "truePairs",
        "pairPrecision",
        "pairRecall",
        "pairF1",
        "clusterPrecision",
        "clusterRecall",
        "clusterF1",
        "autoMergePrecision",
        "autoMergeRecall",
        "candidatePairs",
        "seconds",
        "memoryMb",
    ];

    private readonly Argument<string> _file = new("file")
    {
        Description = "CSV with a header row; - for stdin",
        HelpName = "FILE",
    };

    private readonly Option<string> _truth = new("--truth")
    {
        Description = "CSV with the id of each record and the entity it truly is",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _map = new("--map")
    {
        Description =
            $"What a column holds: {string.Join(", ", ColumnMap.TypeNames)} (default: guessed from the headers)",
        HelpName = "COLUMN=TYPE",
    };

    private readonly Option<string?> _id = new("--id")
    {
        Description = "The column with the id, in both files (default: the first)",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _entity = new("--entity")
    {
        Description = "The column of the truth with the entity (default: the second)",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _within = new("--within")
    {
        Description = "Evaluate the records of each value of this column apart (default: kind, where there is one)",
        HelpName = "COLUMN",
    };

    public EvaluateDedupeCommand(CommandScope scope)
        : base("evaluate", "Measure the engine's precision and recall on a labelled file.")
    {
        Examples =
        [
            "crm dedupe evaluate people.csv --truth truth.csv",
            "crm dedupe evaluate people.csv --truth truth.csv --map surname=family-name --map dob=birth-date --json",
            "crm dedupe evaluate shops.csv --truth shops.csv --entity shop_id --map title=company --map addr=street",
        ];
        Arguments.Add(_file);
        foreach (var option in new Option[] { _truth, _map, _id, _entity, _within })
        {
            Options.Add(option);
        }

        Runs(
            scope,
            async (session, parsed, cancellationToken) =>
            {
                // The answer is a handful of figures: a bare `--json` means all of them.
                var choice = session.Output with
                {
                    AsksForFields = false,
                };
                return RecordOutput.Open(session, choice, Columns, () => Columns) is { } writer
                    ? await RunAsync(session, writer, parsed, cancellationToken)
                    : ExitCode.Ok;
            }
        );
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var shell = session.Shell;
        var file = await LabelledFile.ReadAsync(
            parsed.GetRequiredValue(_file),
            parsed.GetRequiredValue(_truth),
            parsed.GetValue(_id),
            parsed.GetValue(_entity),
            shell,
            cancellationToken
        );
        var types = ColumnMap.Of(file, parsed.GetValue(_map) ?? []);
        await TellColumnsAsync(file, types, shell.Error);
        foreach (var (kind, rows) in file.Groups(parsed.GetValue(_within), Kind))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.WriteItem(Evaluate(kind, rows, file, types, shell.Clock));
        }

        writer.EndList();
        return ExitCode.Ok;
    }

    private static JsonObject Evaluate(
        string kind,
        IReadOnlyList<int> rows,
        LabelledFile file,
        IReadOnlyList<FieldType?> types,
        TimeProvider clock
    )
    {
        var start = clock.GetTimestamp();
        var result = Evaluator.Run(
            types,
            [.. rows.Select(row => file.Rows[row])],
            [.. rows.Select(row => file.Entities[row])],
            new DedupeOptions()
        );
        var seconds = clock.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        return new JsonObject
        {
            ["kind"] = kind,
            ["records"] = result.Records,
            ["truePairs"] = result.Clusters.True,
            ["pairPrecision"] = Rounded(result.Pairs.Precision),
            ["pairRecall"] = Rounded(result.Pairs.Recall),
            ["pairF1"] = Rounded(result.Pairs.F1),
            ["clusterPrecision"] = Rounded(result.Clusters.Precision),
            ["clusterRecall"] = Rounded(result.Clusters.Recall),
            ["clusterF1"] = Rounded(result.Clusters.F1),
            ["autoMergePrecision"] = Rounded(result.AutoMerge.Precision),
            ["autoMergeRecall"] = Rounded(result.AutoMerge.Recall),
            ["candidatePairs"] = result.Result.CandidatePairs,
            ["seconds"] = Math.Round(seconds, 2),
            ["memoryMb"] = process.PeakWorkingSet64 / (1024 * 1024),
        };
    }

    private static double Rounded(double share) => Math.Round(share, 4);

    private static async Task TellColumnsAsync(LabelledFile file, FieldType?[] types, TextWriter error)
    {
        for (var column = 0; column < types.Length; column++)
        {
            if (types[column] is { } type)
            {
                await error.WriteLineAsync($"{CellText.Printable(file.Headers[column])} = {ColumnMap.NameOf(type)}");
            }
        }
    }
}
