using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crm.TestKit;

/// <summary>
/// Many writers at once creating customers in a service that is killed while they write. Keeps book of what was acknowledged, so
/// that afterwards the service can be held to it: all of that is there, once.
/// </summary>
public sealed class CustomerWriters(ServiceProcess service, int writers)
{
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private readonly ConcurrentQueue<string> _unacknowledged = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private volatile bool _isKilled;
    private int _rounds;

    /// <summary>Every answer was 201, and every connection held until the service was killed.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Writes whose answer never came; they may or may not have been done.</summary>
    public int Unacknowledged => _unacknowledged.Count;

    /// <summary>Lets everyone write for a time, kills the service in the middle of it and starts it again.</summary>
    public async Task WriteUntilKilledAsync(TimeSpan duration)
    {
        _isKilled = false;
        var round = ++_rounds;
        var writing = Enumerable.Range(0, writers).Select(writer => WriteAsync($"Torture {round}-{writer}")).ToList();
        await Task.Delay(duration, TimeProvider.System);
        // A service that has just started on a busy machine may need longer for its first answer.
        for (var more = 0; _acknowledged.IsEmpty && more < 600; more++)
        {
            await Task.Delay(100);
        }

        _isKilled = true;
        service.Kill();
        await Task.WhenAll(writing);
        await service.StartAsync();
    }

    /// <summary>Sends what was not acknowledged again, each with the idempotency key it had.</summary>
    /// <returns>How many of them had been done before the kill.</returns>
    public async Task<int> RepeatUnacknowledgedAsync()
    {
        var replayed = 0;
        while (_unacknowledged.TryDequeue(out var name))
        {
            using var answer = await SendAsync(name);
            await AcknowledgeAsync(name, answer);
            replayed += answer.Headers.Contains("Idempotency-Replayed") ? 1 : 0;
        }

        return replayed;
    }

    /// <summary>What the service does not keep of what it acknowledged, one sentence each; nothing when all is well.</summary>
    public async Task<IReadOnlyList<string>> FindBrokenPromisesAsync()
    {
        var stored = (await service.Admin.EveryAsync("/v1/customers?fields=id,name")).ToLookup(
            customer => customer.Text("name"),
            customer => customer.Text("id")
        );
        return
        [
            .. stored.Where(found => found.Count() > 1).Select(found => $"{found.Key} is there {found.Count()} times."),
            .. _acknowledged
                .Where(acknowledged => !stored[acknowledged.Key].Contains(acknowledged.Value))
                .Select(acknowledged => $"{acknowledged.Key} was acknowledged and is not there."),
        ];
    }

    private async Task WriteAsync(string writer)
    {
        for (var number = 0; !_isKilled; number++)
        {
            var name = $"{writer}-{number}";
            try
            {
                using var answer = await SendAsync(name);
                await AcknowledgeAsync(name, answer);
            }
            catch (Exception failure)
                when (failure is HttpRequestException or IOException or OperationCanceledException)
            {
                _unacknowledged.Enqueue(name);
                if (!_isKilled)
                {
                    _errors.Enqueue($"{name}: {failure.Message}");
                }

                return;
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers");
        request.Headers.Add("Idempotency-Key", name);
        request.Content = JsonContent.Create(
            new
            {
                kind = "organization",
                name,
                externalIds = new[] { new { system = "torture", value = name } },
            }
        );
        return await service.Admin.SendAsync(request);
    }

    private async Task AcknowledgeAsync(string name, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            _acknowledged[name] = JsonNode.Parse(text)!.Text("id");
        }
        else
        {
            _errors.Enqueue($"{name}: {(int)answer.StatusCode} {text}");
        }
    }
}
