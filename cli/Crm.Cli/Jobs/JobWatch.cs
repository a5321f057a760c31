using System.Globalization;
using System.Text.Json.Nodes;
using Crm.Cli.Connection;
using Crm.Cli.Output;

namespace Crm.Cli.Jobs;

/// <summary>Follows a job until it is over, or rests, and shows how far it is.</summary>
internal sealed class JobWatch(Session session)
{
    public static ApiRequest LinesRequest(string id, string? outcome, string? phase) =>
        new(HttpMethod.Get, ApiRequest.PathOf("jobs", id, "lines"))
        {
            Query = [("outcome", outcome), ("phase", phase)],
        };

    public Task<JsonNode> GetAsync(string id, CancellationToken cancellationToken) =>
        GetAsync(id, wait: null, cancellationToken);

    /// <summary>The job when it is over, planned or paused, or as it stands when the patience has run out.</summary>
    /// <param name="id">The job.</param>
    /// <param name="patience">How long to wait; nothing means as long as it takes.</param>
    /// <param name="rows">How many rows there will be, if that is known.</param>
    /// <param name="cancellationToken">Ends the watching, not the job.</param>
    public async Task<JsonNode> FollowAsync(
        string id,
        TimeSpan? patience,
        long? rows,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ProgressDisplay.RunAsync(
                session.Shell,
                session.Output.HasColor,
                $"Job {id}",
                report =>
                    UntilAtRestAsync(
                        id,
                        patience,
                        (done, total) => report(new Progress(done, total ?? rows)),
                        cancellationToken
                    )
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await session.Shell.Error.WriteLineAsync(
                $"The job goes on without you. Come back to it: crm jobs watch {id}"
            );
            throw;
        }
    }

    /// <summary>The same, telling somebody else how many rows have been read, and of how many.</summary>
    public async Task<JsonNode> UntilAtRestAsync(
        string id,
        TimeSpan? patience,
        Action<long, long?> report,
        CancellationToken cancellationToken
    )
    {
        var clock = session.Shell.Clock;
        var start = clock.GetTimestamp();
        while (true)
        {
            var left = patience - clock.GetElapsedTime(start) ?? TimeSpan.MaxValue;
            var wait = left < ProgressDisplay.Step ? left : ProgressDisplay.Step;
            var job = await GetAsync(id, wait, cancellationToken);
            report(JobCounts.Of(job, "rowsRead"), (long?)job["progress"]?["rowsTotal"]);
            if (JobState.IsAtRest(job) || left <= ProgressDisplay.Step)
            {
                return job;
            }
        }
    }

    private async Task<JsonNode> GetAsync(string id, TimeSpan? wait, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(HttpMethod.Get, ApiRequest.PathOf("jobs", id))
        {
            Query =
            [
                (
                    "wait",
                    wait is { } time ? Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null
                ),
            ],
        };
        return (await session.Client.SendAsync(request, cancellationToken))!;
    }
}
