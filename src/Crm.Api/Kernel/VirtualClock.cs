namespace Crm.Api.Kernel;

/// <summary>A clock that stands still until it is set or moved, for CI jobs and scripts.</summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public void Set(DateTimeOffset time)
    {
        lock (_gate)
        {
            _now = time.ToUniversalTime();
        }
    }
}
