using Crm.Api.Data;
using Crm.Api.Http.Records;
using Crm.Api.Jobs;
using Crm.Api.Jobs.Ledger;
using Crm.Api.Merges.Survivorship;

namespace Crm.Api.Merges;

/// <summary>
/// Plans and applies many merges. A line stands for a cluster and names its survivor; as version it has the sum of its customers'
/// versions when planned, which no change of any of them leaves as it is.
/// </summary>
internal sealed class BulkMergeRun(IServiceScopeFactory scopes, DatabaseEngine engine, ResourceCatalog catalog)
    : ChunkedJob<ClusterRow>(scopes, engine)
{
    protected override async Task<IReadOnlyList<ClusterRow>> NextAsync(
        JobRun run,
        int atMost,
        Work work,
        JobLedger ledger,
        CancellationToken cancellationToken
    )
    {
        var last = await ledger.LastAsync(run.Job.Id, run.Ledger, cancellationToken);
        var after = last?.Line ?? 0;
        var clusters = new BulkMergeClusters(run.Job);
        if (run.IsPlanning)
        {
            var next = await clusters.AfterAsync(after, atMost, work, cancellationToken);
            return [.. next.Select((found, index) => new ClusterRow(after + index + 1, found, Planned: null))];
        }

        var planned = await ledger
            .ReadAsync(run.Job.Id, LedgerKind.Plan, after, outcome: null, cancellationToken)
            .Take(atMost)
            .ToListAsync(cancellationToken);
        var members = await clusters.AfterAsync(after, planned.Count, work, cancellationToken);
        return [.. planned.Zip(members, (line, found) => new ClusterRow(line.Line, found, line))];
    }

    protected override async Task<IReadOnlyList<LedgerLine>> DecideAsync(
        JobRun run,
        IReadOnlyList<ClusterRow> rows,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var rules = new BulkMergeClusters(run.Job).Request;
        var merger = new ClusterMerger(catalog.Find(run.Job.Resource)!.OpenChunk(work), work);
        await merger.LoadAsync([.. rows.SelectMany(row => row.Cluster.CustomerIds!)], cancellationToken);
        var lines = new Dictionary<long, LedgerLine>();
        var settled = new List<(ClusterRow Row, SettledCluster Cluster)>();
        foreach (var row in rows)
        {
            if (row.Planned is { Outcome: not LineOutcome.Updated } line)
            {
                lines.Add(row.Line, line);
            }
            else if (row.Versions is { } versions && versions != VersionsOf(row.Cluster, merger))
            {
                lines.Add(row.Line, LedgerLine.Stale(row.Line, row.NamedId, versions));
            }
            else
            {
                await PrepareAsync(row, rules, merger, settled, lines, cancellationToken);
            }
        }

        if (!run.IsPlanning)
        {
            await merger.MergeAsync([.. settled.Select(one => one.Cluster)], run.Job.Id, cancellationToken);
            foreach (var (row, cluster) in settled)
            {
                lines[row.Line] = lines[row.Line] with { RecordVersion = merger.VersionOf(cluster.Golden.SurvivorId) };
            }
        }

        return [.. rows.Select(row => lines[row.Line])];
    }

    protected override LedgerLine Refused(ClusterRow row, RowRejected why) =>
        LedgerLine.Refused(row.Line, row.NamedId, row.Planned?.RecordVersion ?? 0, why);

    private static async Task PrepareAsync(
        ClusterRow row,
        SurvivorshipRules rules,
        ClusterMerger merger,
        List<(ClusterRow Row, SettledCluster Cluster)> settled,
        Dictionary<long, LedgerLine> lines,
        CancellationToken cancellationToken
    )
    {
        var versions = VersionsOf(row.Cluster, merger) ?? 0;
        try
        {
            var golden = await merger.SettleAsync(row.Cluster, rules, cancellationToken);
            var before = MergeMember.FormOf(merger.Tracked(golden.SurvivorId));
            await merger.PrepareAsync(golden, cancellationToken);
            settled.Add((row, new SettledCluster(row.Cluster, golden, before)));
            lines.Add(
                row.Line,
                new LedgerLine
                {
                    Line = row.Line,
                    Outcome = LineOutcome.Updated,
                    RecordId = golden.SurvivorId,
                    RecordVersion = versions,
                }
            );
        }
        catch (Exception broken) when (RowRejected.Of(broken) is { } rejected)
        {
            lines.Add(row.Line, LedgerLine.Rejected(row.Line, row.NamedId, versions, rejected));
        }
    }

    /// <summary>Null when one of the customers is not there any more.</summary>
    private static long? VersionsOf(MergeCluster cluster, ClusterMerger merger)
    {
        var members = cluster.CustomerIds!.Select(merger.Find).ToList();
        return members.Contains(null) ? null : members.Sum(member => member!.Version);
    }
}

/// <summary>A cluster of a bulk merge, with what the plan says of it.</summary>
/// <param name="Line">1-based place among the clusters.</param>
/// <param name="Found">The customers.</param>
/// <param name="Planned">Null while planning.</param>
internal sealed record ClusterRow(long Line, FoundCluster Found, LedgerLine? Planned)
{
    public MergeCluster Cluster => Found.Cluster;

    /// <summary>The sum of the versions that the customers must still have: those of the plan, or of the run that found them.</summary>
    public long? Versions => Planned is null ? Found.RunVersions : Planned.RecordVersion;

    /// <summary>The customer that a line names which merges nothing.</summary>
    public Guid NamedId => Planned?.RecordId ?? Cluster.SurvivorId ?? Cluster.CustomerIds![0];
}
