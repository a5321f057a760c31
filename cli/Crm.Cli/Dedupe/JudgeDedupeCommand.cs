using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.CommandLine;
using Crm.Cli.Connection;
using Crm.Cli.Output;
using Crm.Cli.Resources;
using Crm.Dedupe;
using Crm.Dedupe.Evaluation;

namespace Crm.Cli.Dedupe;

/// <summary>`crm dedupe judge`: how good a run of the service was, where it is known who the customers truly are.</summary>
internal sealed class JudgeDedupeCommand : RecordCommand
{
    private static readonly string[] Columns =
    [
        "customers",
        "truePairs",
        "foundPairs",
        "clusterPrecision",
        "clusterRecall",
        "clusterF1",
        "autoMergePrecision",
        "autoMergeRecall",
    ];

    private readonly Option<string> _truth = new("--truth")
    {
        Description = "CSV with the id, number or external id of each customer and the entity it truly is",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> _id = new("--id")
    {
        Description = "The column of the truth with the id (default: the first)",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _entity = new("--entity")
    {
        Description = "The column of the truth with the entity (default: the second)",
        HelpName = "COLUMN",
    };

    private readonly DedupeRunSelection _selection;

    public JudgeDedupeCommand(CommandScope scope)
        : base("judge", "Measure a run's precision and recall, where it is known who the customers are.")
    {
        Examples =
        [
            "crm dedupe judge --truth truth.csv",
            "crm dedupe judge 0198c5f2-7d1e-7a3b-9c41-5f0e2d6b8a17 --truth truth.csv --id number --entity person",
        ];
        _selection = DedupeRunSelection.Argument(this);
        foreach (var option in new Option[] { _truth, _id, _entity })
        {
            Options.Add(option);
        }

        Runs(scope, Columns, () => Columns, RunAsync);
    }

    private async Task<ExitCode> RunAsync(
        Session session,
        RecordWriter writer,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        var entityOfKey = await LabelledFile.ReadTruthAsync(
            parsed.GetRequiredValue(_truth),
            parsed.GetValue(_id),
            parsed.GetValue(_entity),
            session.Shell,
            cancellationToken
        );
        var run = await _selection.OfAsync(parsed, session, cancellationToken);
        var (records, entities) = await CustomersAsync(entityOfKey, session, cancellationToken);
        if (records.Count < entityOfKey.Count)
        {
            await session.Shell.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{entityOfKey.Count - records.Count:N0} of {entityOfKey.Count:N0} customers of the truth are not there."
                )
            );
        }

        var (clusters, surest) = await ClustersAsync(run, records, session, cancellationToken);
        writer.WriteSingle(
            Figures(Accuracy.OfClusters(clusters, entities), Accuracy.OfClusters(surest, entities), entities.Count)
        );
        return ExitCode.Ok;
    }

    /// <summary>A number for each customer of whom the truth knows, by id, and who it truly is, by number.</summary>
    private static async Task<(
        Dictionary<string, RecordId> Records,
        Dictionary<RecordId, string> Entities
    )> CustomersAsync(Dictionary<string, string> entityOfKey, Session session, CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, RecordId>();
        var entities = new Dictionary<RecordId, string>();
        var list = new ApiRequest(HttpMethod.Get, "/v1/customers") { Query = [("fields", "id,number,externalIds")] };
        await foreach (var customer in session.Client.ListAsync(list, limit: null, cancellationToken))
        {
            if (KeysOf(customer).FirstOrDefault(entityOfKey.ContainsKey) is { } key)
            {
                var record = new RecordId(records.Count);
                records.Add((string)customer["id"]!, record);
                entities.Add(record, entityOfKey[key]);
            }
        }

        return (records, entities);
    }

    private static IEnumerable<string> KeysOf(JsonNode customer) =>
        [
            (string)customer["id"]!,
            (string)customer["number"]!,
            .. (customer["externalIds"] as JsonArray ?? []).Select(external => (string)external!["value"]!),
        ];

    private static async Task<(
        Dictionary<RecordId, ClusterId> Clusters,
        Dictionary<RecordId, ClusterId> Surest
    )> ClustersAsync(
        string run,
        Dictionary<string, RecordId> records,
        Session session,
        CancellationToken cancellationToken
    )
    {
        var clusters = new Dictionary<RecordId, ClusterId>();
        var surest = new Dictionary<RecordId, ClusterId>();
        var list = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("dedupe-runs", run, "clusters"));
        await foreach (var cluster in session.Client.ListAsync(list, limit: null, cancellationToken))
        {
            foreach (var member in cluster["members"]!.AsArray())
            {
                if (!records.TryGetValue((string)member!["customer"]!["id"]!, out var record))
                {
                    continue;
                }

                clusters.Add(record, new ClusterId((int)cluster["cluster"]!));
                if ((int?)member["autoCluster"] is { } sure)
                {
                    surest.Add(record, new ClusterId(sure));
                }
            }
        }

        return (clusters, surest);
    }

    private static JsonObject Figures(Accuracy clusters, Accuracy autoMerge, int customers) =>
        new()
        {
            ["customers"] = customers,
            ["truePairs"] = clusters.True,
            ["foundPairs"] = clusters.Found,
            ["clusterPrecision"] = Rounded(clusters.Precision),
            ["clusterRecall"] = Rounded(clusters.Recall),
            ["clusterF1"] = Rounded(clusters.F1),
            ["autoMergePrecision"] = Rounded(autoMerge.Precision),
            ["autoMergeRecall"] = Rounded(autoMerge.Recall),
        };

    private static double Rounded(double share) => Math.Round(share, 4);
}
