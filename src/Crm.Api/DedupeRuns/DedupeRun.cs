using System.Text.Json;
using System.Text.Json.Nodes;
using Crm.Api.Customers;
using Crm.Api.Http;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;

namespace Crm.Api.DedupeRuns;

/// <summary>
/// Looks for customers that are one: reads them from one snapshot, has the engine judge them, and writes down what it found. One that was
/// stopped begins again, and comes to the same if nothing was changed meanwhile.
/// </summary>
internal sealed class DedupeRun(RunReader reader, DedupeRows rows) : IJobKind
{
    private const int PairsAtOnce = 10_000;
    private const int MembersAtOnce = 20_000;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        await BeginAgainAsync(run, cancellationToken);
        var options = DedupeRunOptions.Of(run.Job);
        var input = await reader.ReadAsync(run, options, cancellationToken);
        var found = await run.WatchedAsync(token => RunFindings.Of(input, options, token), cancellationToken);
        await WriteMembersAsync(run, input.Customers, found, cancellationToken);
        await WritePairsAsync(run, input.Customers, found, cancellationToken);
        await WriteModelsAsync(run, options, found, cancellationToken);
        await run.DescribeAsync(input.Customers.Count, StatisticsOf(found, options), cancellationToken);
        await run.CompleteAsync(cancellationToken);
    }

    /// <summary>Takes back what an earlier taking wrote and counted.</summary>
    private async Task BeginAgainAsync(JobRun run, CancellationToken cancellationToken)
    {
        var isLeft = true;
        while (isLeft)
        {
            isLeft = await run.ChunkAsync(
                async (work, token) => (await rows.RemoveSomeAsync(work, run.Job.Id, token), default(LedgerCounts)),
                cancellationToken
            );
        }

        await run.BeginAgainAsync(cancellationToken);
    }

    private static async Task WriteMembersAsync(
        JobRun run,
        RunCustomers customers,
        RunFindings found,
        CancellationToken cancellationToken
    )
    {
        var members = found
            .Clustered()
            .Select(record => new DedupeMember
            {
                RunId = run.Job.Id,
                CustomerId = customers.IdOf(record),
                Cluster = found.ClusterOf(record)!.Value,
                AutoCluster = found.AutoClusterOf(record),
                RecordVersion = customers.VersionOf(record),
            });
        foreach (var chunk in members.Chunk(MembersAtOnce))
        {
            // What was counted as like nobody while it was read turns out to be like somebody.
            var added = default(LedgerCounts) with
            {
                Duplicate = chunk.Length,
                Unchanged = -chunk.Length,
            };
            await WriteAsync(run, chunk, added, cancellationToken);
        }
    }

    private static async Task WritePairsAsync(
        JobRun run,
        RunCustomers customers,
        RunFindings found,
        CancellationToken cancellationToken
    )
    {
        var turns = TurnsOf(found.Pairs);
        for (var first = 0; first < found.Pairs.Count; first += PairsAtOnce)
        {
            var chunk = new DedupePair[Math.Min(PairsAtOnce, found.Pairs.Count - first)];
            var offset = first;
            Parallel.For(
                0,
                chunk.Length,
                index =>
                {
                    var pair = found.Pairs[offset + index];
                    var explanation = found.Explain(pair);
                    chunk[index] = new DedupePair
                    {
                        RunId = run.Job.Id,
                        Number = offset + index + 1,
                        Turn = turns[offset + index],
                        FirstId = customers.IdOf(pair.First),
                        SecondId = customers.IdOf(pair.Second),
                        MatchWeight = PairReasons.Rounded(explanation.MatchWeight),
                        NearestClass = explanation.NearestClass,
                        Reasons = PairReasons.Of(explanation).ToJson(),
                        Cluster = found.ClusterOf(pair),
                    };
                }
            );
            await WriteAsync(run, chunk, default, cancellationToken);
        }
    }

    /// <summary>A person helps most where the odds are even.</summary>
    private static int[] TurnsOf(List<FoundPair> pairs)
    {
        var turns = new int[pairs.Count];
        var queue = Enumerable.Range(0, pairs.Count).OrderBy(index => Math.Abs(pairs[index].MatchWeight));
        foreach (var (turn, index) in queue.Index())
        {
            turns[index] = turn + 1;
        }

        return turns;
    }

    private static Task WriteModelsAsync(
        JobRun run,
        DedupeRunOptions options,
        RunFindings found,
        CancellationToken cancellationToken
    )
    {
        var models = found.Results.Select(result => new DedupeModel
        {
            RunId = run.Job.Id,
            Kind = result.Key,
            IsOfAll = options.Filter is null,
            Content = result.Value.Model.ToJson(),
        });
        return WriteAsync(run, [.. models], default, cancellationToken);
    }

    private static Task WriteAsync<T>(
        JobRun run,
        IReadOnlyList<T> rows,
        LedgerCounts added,
        CancellationToken cancellationToken
    )
        where T : class =>
        run.ChunkAsync(
            async (work, token) =>
            {
                await work.Bulk.InsertAsync(rows, token);
                return (true, added);
            },
            cancellationToken
        );

    private static JsonObject StatisticsOf(RunFindings found, DedupeRunOptions options)
    {
        var statistics = new DedupeRunStatistics
        {
            Pairs = found.Pairs.Count,
            Clusters = found.Clusters,
            ClusteredCustomers = found.Members,
            AutoMergeClusters = found.AutoClusters,
            AutoMergeCustomers = found.AutoMembers,
            AutoMergeWeight = PairReasons.Rounded(options.ForEngine().AutoMergeWeight),
            People = DedupeMapping.StatisticsOf(found.Results, CustomerKind.Person),
            Organizations = DedupeMapping.StatisticsOf(found.Results, CustomerKind.Organization),
        };
        return JsonSerializer.SerializeToNode(statistics, Json.TypeInfo<DedupeRunStatistics>())!.AsObject();
    }
}
