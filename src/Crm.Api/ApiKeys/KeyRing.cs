using System.Collections.Concurrent;
using Crm.Api.Data;
using Crm.Api.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Crm.Api.ApiKeys;

/// <summary>
/// Finds the key a caller shows. Known keys are kept in memory for a few seconds, which bounds how long another node's revocation
/// takes to arrive here; this node forgets a key the moment it is changed.
/// </summary>
internal sealed class KeyRing(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _uses = new();

    public async ValueTask<ApiKey?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!KeyText.IsWellFormed(key))
        {
            return null;
        }

        var tick = Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
        if (!_known.TryGetValue(key, out var entry) || tick - entry.ReadAt > Freshness.Ticks)
        {
            await using var scope = scopes.CreateAsyncScope();
            var hash = KeyText.Hash(key);
            var found = await scope
                .ServiceProvider.GetRequiredService<CrmDb>()
                .ApiKeys.AsNoTracking()
                .FirstOrDefaultAsync(k => k.Hash == hash && k.DeleteTime == null, cancellationToken);
            if (found is null)
            {
                _known.TryRemove(key, out _);
                return null;
            }

            _known[key] = entry = new Entry(found, tick);
        }

        var now = clock.Now();
        if (entry.Key.ExpireTime <= now)
        {
            return null;
        }

        _uses[entry.Key.Id] = now;
        return entry.Key;
    }

    /// <summary>After a key was changed or revoked on this node.</summary>
    public void Forget(Guid id)
    {
        foreach (var (key, _) in _known.Where(pair => pair.Value.Key.Id == id))
        {
            _known.TryRemove(key, out _);
        }
    }

    /// <summary>The uses since the last call, for the maintenance to write down about once a minute.</summary>
    public IReadOnlyList<(Guid KeyId, DateTimeOffset Time)> TakeUses()
    {
        var taken = new List<(Guid, DateTimeOffset)>();
        foreach (var id in _uses.Keys)
        {
            if (_uses.TryRemove(id, out var time))
            {
                taken.Add((id, time));
            }
        }

        return taken;
    }

    private readonly record struct Entry(ApiKey Key, long ReadAt);
}
