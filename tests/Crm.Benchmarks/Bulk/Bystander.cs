using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crm.Benchmarks.Load;
using Crm.TestKit;

namespace Crm.Benchmarks.Bulk;

/// <summary>Somebody who reads one customer after the other, and one who writes them, while an import runs.</summary>
internal sealed class Bystander(HttpClient client)
{
    /// <returns>What the reader and the writer saw until the job had ended.</returns>
    public async Task<(Measurement Reads, Measurement Writes)> WatchAsync(string job)
    {
        var page = await client.GetJsonAsync("/v1/customers?pageSize=100&fields=id");
        var ids = page["items"]!.AsArray().Select(customer => customer!.Text("id")).ToList();
        using var end = new CancellationTokenSource();
        var reading = RepeatAsync(number => Get(ids[number % ids.Count]), end.Token);
        var writing = RepeatAsync(Create, end.Token);
        await client.SettledJobAsync(job);
        await end.CancelAsync();
        return (await reading, await writing);
    }

    private static HttpRequestMessage Get(string id) => new(HttpMethod.Get, $"/v1/customers/{id}");

    private static HttpRequestMessage Create(int number) =>
        new(HttpMethod.Post, "/v1/customers")
        {
            Content = JsonContent.Create(
                new JsonObject { ["kind"] = "organization", ["name"] = $"Written meanwhile {number}" }
            ),
        };

    private async Task<Measurement> RepeatAsync(Func<int, HttpRequestMessage> request, CancellationToken end)
    {
        var times = new List<long>();
        var watch = Stopwatch.StartNew();
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var start = Stopwatch.GetTimestamp();
            using var message = request(number);
            using var answer = await client.SendAsync(message, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetTimestamp() - start);
        }

        return Measurement.Of(times, watch.Elapsed);
    }
}
