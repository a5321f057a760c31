using System.Diagnostics;

namespace Crm.Benchmarks.Load;

/// <summary>How many answers came in a second, and how long one took.</summary>
internal sealed record Measurement(double PerSecond, TimeSpan Median, TimeSpan Percentile99)
{
    /// <summary>Keeps so many connections busy, each sending its next request when the answer to the one before has come.</summary>
    public static async Task<Measurement> TakeAsync(
        HttpClient client,
        Func<int, HttpRequestMessage> request,
        int connections,
        RunOptions options,
        RequestNumbers numbers
    )
    {
        await RunAsync(client, request, connections, options.WarmUp, numbers);
        var watch = Stopwatch.StartNew();
        var times = await RunAsync(client, request, connections, options.Duration, numbers);
        return Of(times, watch.Elapsed);
    }

    /// <param name="times">How long each answer took, in ticks of the stopwatch.</param>
    /// <param name="elapsed">How long all of them took together.</param>
    public static Measurement Of(List<long> times, TimeSpan elapsed)
    {
        times.Sort();
        return new Measurement(times.Count / elapsed.TotalSeconds, At(times, 0.5), At(times, 0.99));
    }

    private static async Task<List<long>> RunAsync(
        HttpClient client,
        Func<int, HttpRequestMessage> request,
        int connections,
        TimeSpan duration,
        RequestNumbers numbers
    )
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => ConnectionAsync()));
        return [.. all.SelectMany(times => times)];

        async Task<List<long>> ConnectionAsync()
        {
            var times = new List<long>();
            do
            {
                var start = Stopwatch.GetTimestamp();
                using var message = request(numbers.Next());
                using var answer = await client.SendAsync(message);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException(
                        $"{message.RequestUri}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                    );
                }

                times.Add(Stopwatch.GetTimestamp() - start);
            } while (Stopwatch.GetTimestamp() < end);

            return times;
        }
    }

    private static TimeSpan At(List<long> sorted, double share) =>
        Stopwatch.GetElapsedTime(0, sorted[Math.Min((int)(sorted.Count * share), sorted.Count - 1)]);
}
