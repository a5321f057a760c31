using System.Collections.Concurrent;

namespace Crm.Api.Http.Idempotency;

/// <summary>
/// The keys whose requests are being executed on this node; a second request with one of them is told so instead of waiting. Between
/// nodes the unique row of the stored answer decides.
/// </summary>
internal sealed class RunningKeys
{
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    public IDisposable Claim(IdempotencyKey key)
    {
        var id = Convert.ToHexString(key.Id);
        if (!_running.TryAdd(id, true))
        {
            throw new ProblemException(
                Problem.Of(409, "idempotency-key-running", "A request with this Idempotency-Key is still running.")
            );
        }

        return new Claimed(_running, id);
    }

    private sealed class Claimed(ConcurrentDictionary<string, bool> running, string id) : IDisposable
    {
        public void Dispose() => running.TryRemove(id, out _);
    }
}
