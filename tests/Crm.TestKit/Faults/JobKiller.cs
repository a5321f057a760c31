using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>Kills the service at random moments of a job, starts it again each time, and keeps book of where it hit.</summary>
public sealed class JobKiller(ServiceProcess service, int seed)
{
    private const int MostDelay = 400;

#pragma warning disable CA5394 // The same moments for the same seed is all that is asked of these numbers.
    private readonly Random _random = new(seed);

    private readonly List<long> _hits = [];

    /// <summary>How many rows were done at each kill.</summary>
    public IReadOnlyList<long> Hits => _hits;

    /// <summary>Kills while the rows are gone over, and then while those that had to wait are.</summary>
    /// <returns>The job, planned or over.</returns>
    public async Task<JsonObject> KillAsync(string job, int rows, int firstPass, int laterPasses)
    {
        var moments = Enumerable.Range(0, firstPass).Select(_ => _random.Next(rows)).Order();
        foreach (var moment in moments.Concat(Enumerable.Repeat(rows, laterPasses)))
        {
            if (!await HasReachedAsync(job, moment))
            {
                break;
            }

            await Task.Delay(_random.Next(MostDelay));
            _hits.Add(await DoneAsync(job));
            service.Kill();
            await service.StartAsync();
        }

        return await service.Admin.SettledJobAsync(job);
    }
#pragma warning restore CA5394

    private static long Done(JsonObject job) => (long)job["progress"]!["rowsDone"]!;

    private async Task<long> DoneAsync(string job) => Done(await service.Admin.GetJsonAsync($"/v1/jobs/{job}"));

    /// <returns>False when the job has ended before.</returns>
    private async Task<bool> HasReachedAsync(string id, long rows)
    {
        while (true)
        {
            var job = await service.Admin.GetJsonAsync($"/v1/jobs/{id}");
            if (job.Text("state") is not ("planning" or "running"))
            {
                return false;
            }

            if (Done(job) >= rows)
            {
                return true;
            }

            await Task.Delay(10);
        }
    }
}
