using System.Collections.Concurrent;
using Xunit;

namespace Crm.TestKit;

/// <summary>One service per engine for all tests that share it, started when the first asks.</summary>
public sealed class EngineServers : IAsyncLifetime
{
    private readonly ConcurrentDictionary<Engine, Lazy<Task<CrmServer>>> _servers = new();

    public Task<CrmServer> OnAsync(Engine engine) =>
        _servers.GetOrAdd(engine, wanted => new Lazy<Task<CrmServer>>(() => CrmServer.StartAsync(wanted))).Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
