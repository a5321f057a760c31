using System.Text.Json.Nodes;
using Crm.Cli.Connection;
using Crm.Cli.Jobs;
using Crm.Cli.Output;

namespace Crm.Cli.Seeding;

/// <summary>Sends seeded records as imports, one after the other, and sums up what became of them.</summary>
internal sealed class SeedRun(Session session)
{
    public static readonly string[] Columns = ["resource", "created", "unchanged", "duplicate", "rejected"];

    private readonly Dictionary<string, JsonObject> _sums = new(StringComparer.Ordinal);
    private readonly List<JsonNode> _incomplete = [];

    public async Task<ExitCode> RunAsync(
        IReadOnlyList<SeedFile> files,
        RecordWriter writer,
        CancellationToken cancellationToken
    )
    {
        long total = files.Sum(file => file.Rows);
        await ProgressDisplay.RunAsync(
            session.Shell,
            session.Output.HasColor,
            "Seeding",
            async report =>
            {
                long done = 0;
                foreach (var file in files)
                {
                    var before = done;
                    Add(
                        file,
                        await SendAsync(file, rows => report(new Progress(before + rows, total)), cancellationToken)
                    );
                    done += file.Rows;
                }

                return done;
            }
        );
        foreach (var sum in _sums.Values)
        {
            writer.WriteItem(sum);
        }

        writer.EndList();
        foreach (var job in _incomplete)
        {
            await JobReasons.TellAsync(job, session, cancellationToken);
        }

        return _incomplete.Count == 0 ? ExitCode.Ok : ExitCode.PartialSuccess;
    }

    private async Task<JsonNode> SendAsync(SeedFile file, Action<long> report, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Post, "/v1/imports")
        {
            // New on each run: the external ids keep records single, and what was deleted since comes back.
            IdempotencyKey = IdempotencyKey.New(session.Shell.Clock),
            Content = file.Content(),
        };
        var started = (await session.Client.SendAsync(request, cancellationToken))!;
        var watch = new JobWatch(session);
        var job = await watch.UntilAtRestAsync(
            (string)started["id"]!,
            patience: null,
            (rows, _) => report(rows),
            cancellationToken
        );
        JobOutcome.RefuseUnfinished(job);
        return job;
    }

    private void Add(SeedFile file, JsonNode job)
    {
        if (!_sums.TryGetValue(file.Resource, out var sum))
        {
            sum = new JsonObject { ["resource"] = file.Resource };
            _sums.Add(file.Resource, sum);
        }

        foreach (var outcome in Columns[1..])
        {
            sum[outcome] = ((long?)sum[outcome] ?? 0) + ((long?)job["counts"]?[outcome] ?? 0);
        }

        if (JobCounts.HasRowsLeft(job))
        {
            _incomplete.Add(job);
        }
    }
}
