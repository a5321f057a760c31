using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Output;
using Crm.Cli.Resources;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe run`: has the service look for customers that are one, and says what it found.</summary>
internal sealed class RunDedupeCommand : RecordCommand
{
    private static readonly string[] Columns = ["figure", "value"];

    private static readonly string[] Figures =
    [
        "pairs",
        "clusters",
        "clusteredCustomers",
        "autoMergeClusters",
        "autoMergeCustomers",
    ];

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "Only customers that fit (AIP-160; default: all)",
        HelpName = "EXPRESSION",
    };

    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        Description = "Zone of day borders in the filter",
        HelpName = "ZONE",
    };

    private readonly Option<string?> _import = new("--import")
    {
        Description = "Only what has to do with a row of this import",
        HelpName = "ID",
    };

    private readonly Option<double?> _precision = new("--auto-merge-precision")
    {
        Description = "How many of the pairs merged without a person shall be right, such as 0.99",
        HelpName = "SHARE",
    };

    private readonly Waiting _waiting;

    public RunDedupeCommand(CommandScope scope)
        : base("run", "Look for customers that are one. Nothing is changed.")
    {
        Examples =
        [
            "crm dedupe run",
            "crm dedupe run --filter 'source = \"trade fair\"'",
            "crm dedupe run --import 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --async",
        ];
        Options.Add(_filter);
        Options.Add(_timeZone);
        Options.Add(_import);
        Options.Add(_precision);
        _waiting = new Waiting(this, canStart: true);
        Runs(scope, Columns, () => scope.Contract.AnswerFields("/v1/dedupe-runs/{id}"), RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var request = new ApiRequest(HttpMethod.Post, "/v1/dedupe-runs")
        {
            IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
            Content = ApiRequest.Json(OptionsIn(parsed)),
        };
        var job = (await session.Client.SendAsync(request, cancellationToken))!;
        var id = (string)job["id"]!;
        job = await _waiting.FollowAsync(job, session, parsed, cancellationToken);
        var read = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("dedupe-runs", id));
        var run = (await session.Client.SendAsync(read, cancellationToken))!;
        Write(run, job, session, writer);
        await session.Shell.Out.FlushAsync(cancellationToken);
        return await TellAsync(run, job, session.Shell.Error);
    }

    private JsonObject OptionsIn(ParseResult parsed)
    {
        var options = new JsonObject();
        Put("filter", parsed.GetValue(_filter));
        Put("timeZone", parsed.GetValue(_timeZone));
        Put("importId", parsed.GetValue(_import));
        Put("autoMergePrecision", parsed.GetValue(_precision));
        return options;

        void Put<T>(string name, T? value)
        {
            if (value is not null)
            {
                options[name] = JsonValue.Create(value);
            }
        }
    }

    private static void Write(JsonNode run, JsonNode job, Session session, RecordWriter writer)
    {
        if (session.Output is not { Format: OutputFormat.Table or OutputFormat.Csv, Fields: null } choice)
        {
            writer.WriteSingle(run);
            return;
        }

        var isTable = choice.Format == OutputFormat.Table;
        Row("customers", JobCounts.Of(job, "rowsRead"));
        foreach (var figure in Figures.Where(_ => run["statistics"] is not null))
        {
            Row(figure, (long)run["statistics"]![figure]!);
        }

        writer.EndList();

        void Row(string figure, long value) =>
            writer.WriteItem(
                new JsonObject
                {
                    ["figure"] = figure,
                    ["value"] = value.ToString(isTable ? "N0" : "0", CultureInfo.InvariantCulture),
                }
            );
    }

    private static async Task<ExitCode> TellAsync(JsonNode run, JsonNode job, TextWriter error)
    {
        JobOutcome.RefuseUnfinished(job);
        if (run["statistics"] is not { } statistics)
        {
            await error.WriteLineAsync($"It goes on in the background: crm jobs watch {job["id"]}");
            return ExitCode.Ok;
        }

        if ((int)statistics["pairs"]! > 0)
        {
            await error.WriteLineAsync($"Look at what was found: crm dedupe pairs {job["id"]}");
            await error.WriteLineAsync($"Decide about it, the least sure first: crm dedupe review {job["id"]}");
        }

        if ((int)statistics["autoMergeClusters"]! > 0)
        {
            await error.WriteLineAsync($"See what merging the surest would make: crm dedupe plan {job["id"]}");
        }

        return ExitCode.Ok;
    }
}
